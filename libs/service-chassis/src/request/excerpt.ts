const CONTROLS = /\p{Cc}/gu;

/**
 * What a caller sent, as far as an answer or a log tells it back: well-formed, without control characters (which JSON
 * writes in six), and no longer than `limit` UTF-16 units.
 */
export const excerpt = (text: string, limit: number): string =>
  (text.length <= limit ? text : `${text.slice(0, limit - 1)}…`).toWellFormed().replace(CONTROLS, '\ufffd');
