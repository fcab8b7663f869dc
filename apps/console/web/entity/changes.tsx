import type { ChangeView } from '../api/logs';

const SHOWN_IN_SHORT = 2;

const textOf = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

/** What an event changed of a state: what was, and what is. */
export const Changes = ({
  changes,
  short = false,
}: {
  readonly changes: readonly ChangeView[];
  readonly short?: boolean;
}) => (
  <span className={short ? 'changes short' : 'changes'}>
    {(short ? changes.slice(0, SHOWN_IN_SHORT) : changes).map(({ path, from, to }) => (
      <span key={path} className="change">
        <span className="path">{path}</span> {from === undefined ? null : <del>{textOf(from)}</del>}{' '}
        {to === undefined ? <em>gone</em> : <ins>{textOf(to)}</ins>}
      </span>
    ))}
  </span>
);
