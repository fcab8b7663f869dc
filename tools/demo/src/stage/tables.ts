import Table from 'cli-table3';
import type { Messages, Statement } from './shapes';

const table = (head: readonly string[], rows: readonly (readonly string[])[], right: readonly number[]) => {
  const drawn = new Table({
    head: [...head],
    colAligns: head.map((_, column) => (right.includes(column) ? 'right' : 'left')),
    // No colours: the output is also read in logs.
    style: { head: [], border: [], compact: true },
  });
  drawn.push(...rows.map((row) => [...row]));
  return drawn.toString();
};

/** A statement as a table, as a bank would print it. */
export const statementTable = ({ lines }: Statement): string =>
  table(
    ['time', 'what', 'description', 'amount', 'balance'],
    lines.map(({ recordedAt, type, counterparty, description, amount, balanceAfter }) => [
      recordedAt.slice(11, 23),
      counterparty === undefined ? type : `${type} (${counterparty})`,
      description ?? '',
      amount,
      balanceAfter,
    ]),
    [3, 4],
  );

/** Somebody's messages as a table. */
export const messagesTable = ({ messages }: Messages): string =>
  table(
    ['from', 'message', 'read'],
    messages.map(({ from, text, read }) => [from ?? '', text, read ? 'yes' : 'no']),
    [],
  );
