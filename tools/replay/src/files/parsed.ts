import { ToolError } from '@event-sourcing/tools-kit';

/** What a place in a file turned out to be. `line` is 1-based. */
export type Parsed<Row> =
  { readonly line: number; readonly row: Row } | { readonly line: number; readonly fault: string };

/**
 * The rows of a file that was found to be good before.
 * @throws ToolError `bad-file` when it has changed since then
 */
export async function* goodRows<Row>(parsed: AsyncIterable<Parsed<Row>>): AsyncGenerator<Row> {
  for await (const item of parsed) {
    if ('fault' in item) {
      throw new ToolError('bad-file', `The file has changed meanwhile: line ${item.line}: ${item.fault}`);
    }
    yield item.row;
  }
}
