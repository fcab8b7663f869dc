import { z } from 'zod';

/**
 * The form of every id: 1–64 of `A–Z a–z 0–9 . _ -`, starting with a letter or digit.
 * No `:` and no `/`, so that tags made of ids are unambiguous. Brand it: `entityId.brand<'AccountId'>()`.
 */
export const entityId = z
  .string()
  .regex(
    /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/,
    'must be 1 to 64 letters, digits, ".", "_" or "-", starting with a letter or digit',
  );

/** Whoever owns accounts and receives messages. */
export const userId = entityId.brand<'UserId'>();
export type UserId = z.output<typeof userId>;

/** Short free text: 1–200 code points, no control characters (C0, C1, DEL), no lone surrogates. */
export const freeText = z
  .string()
  .regex(
    /^[^\p{Cc}\p{Cs}]{1,200}$/u,
    'must be 1 to 200 characters of well-formed text without control characters',
  );

/** The text of a message: 1–10,000 code points, controls and line breaks included, no lone surrogates. */
export const messageText = z
  .string()
  .regex(/^[^\p{Cs}]{1,10000}$/u, 'must be 1 to 10,000 characters of well-formed text');
