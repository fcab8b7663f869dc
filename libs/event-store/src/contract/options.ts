import { inspect } from 'node:util';
import { invalidOptions } from './errors';

/** Whether it is a whole number from 1 to `most`. */
export const isCount = (value: unknown, most = Number.MAX_SAFE_INTEGER): value is number =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 1 && value <= most;

/** @throws EventStoreError `invalid-options` unless it is a whole number from 1 to `most` */
export const assertCount = (option: string, value: unknown, most?: number): void => {
  if (isCount(value, most)) return;
  throw invalidOptions(
    option,
    String(value),
    `give a whole number from 1${most === undefined ? '' : ` to ${most}`}`,
  );
};

/** @throws EventStoreError `invalid-options` unless it is a whole number from 0: a position, or a number of things */
export const assertWhole = (option: string, value: unknown): void => {
  if (isCount(value) || value === 0) return;
  throw invalidOptions(option, inspect(value), 'give a whole number from 0');
};

/** @throws EventStoreError `invalid-options` unless it goes from some milliseconds to as many or more */
export const assertBackOff = (
  option: string,
  { firstMs, maxMs }: { readonly firstMs: unknown; readonly maxMs: unknown },
): void => {
  assertWhole(`${option}.firstMs`, firstMs);
  assertWhole(`${option}.maxMs`, maxMs);
  if (Number(maxMs) >= Number(firstMs)) return;
  throw invalidOptions(`${option}.maxMs`, String(maxMs), `give no less than firstMs, ${String(firstMs)}`);
};

/** @throws EventStoreError `invalid-options` unless it is one of some words */
export const assertOneOf = (option: string, value: unknown, words: readonly string[]): void => {
  if (words.some((word) => word === value)) return;
  throw invalidOptions(option, inspect(value), `give one of: ${words.join(', ')}`);
};

/** What MongoDB takes for the name of a database on every system. */
const DATABASE_NAME = /^[^/\\. "$*<>:|?\0]{1,63}$/;

/** @throws EventStoreError `invalid-options` unless it can name a database: the driver takes `test` for what is empty */
export const assertDatabaseName = (value: unknown, option = 'dbName'): void => {
  if (typeof value === 'string' && DATABASE_NAME.test(value)) return;
  throw invalidOptions(
    option,
    typeof value === 'string' ? `"${value}"` : String(value),
    'name a database in 1 to 63 characters, without any of /\\. "$*<>:|?',
  );
};
