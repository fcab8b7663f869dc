import { createHash } from 'node:crypto';

/** The same for the same content, in every run: the first 24 hex digits of its SHA-256. */
export const contentHash = (...content: readonly string[]): string =>
  createHash('sha256').update(JSON.stringify(content)).digest('hex').slice(0, 24);
