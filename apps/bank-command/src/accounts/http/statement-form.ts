import Negotiator from 'negotiator';

const WORKBOOK = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** What a statement may be given as, by its media type; who has no wish gets the first. */
export const STATEMENT_FORMS = { json: 'application/json', csv: 'text/csv', workbook: WORKBOOK } as const;

export type StatementForm = (typeof STATEMENT_FORMS)[keyof typeof STATEMENT_FORMS];

/** The form that a client would rather have than the others (RFC 9110, 12.5.1). */
export const statementForm = (accept: string | undefined): StatementForm => {
  const forms = Object.values(STATEMENT_FORMS);
  const wanted = new Negotiator({ headers: { accept } }).mediaType(forms);
  return forms.find((form) => form === wanted) ?? STATEMENT_FORMS.json;
};
