/** A value as JSON, to be read and copied. */
export const JsonView = ({ value, label }: { readonly value: unknown; readonly label: string }) => (
  <pre className="json" tabIndex={0} role="region" aria-label={label}>
    {JSON.stringify(value, undefined, 2)}
  </pre>
);
