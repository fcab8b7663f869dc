import Negotiator from 'negotiator';

/** Whether a client would rather have CSV than JSON (RFC 9110, 12.5.1); whoever says nothing gets JSON. */
export const acceptsCsv = (accept: string | undefined): boolean =>
  new Negotiator({ headers: { accept } }).mediaType(['application/json', 'text/csv']) === 'text/csv';
