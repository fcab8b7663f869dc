import { createReadStream } from 'node:fs';

const NEWLINE = 0x0a;

/** A line of a file: its text, or what is wrong with it. `line` is 1-based. */
export type TextLine =
  { readonly line: number; readonly text: string } | { readonly line: number; readonly fault: string };

/**
 * The lines of a UTF-8 file. Only line feeds end a line: node:readline would also split at U+2028, which JSON allows
 * in a string.
 */
export async function* textLines(path: string, maxBytes: number): AsyncGenerator<TextLine> {
  let line = 1;
  let kept: Buffer[] = [];
  let size = 0;
  const decode = (bytes: Uint8Array): TextLine => {
    try {
      return { line, text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
    } catch {
      return { line, fault: 'is not UTF-8' };
    }
  };
  const end = (last: Buffer): TextLine => {
    const found: TextLine =
      size + last.length > maxBytes
        ? { line, fault: `is longer than ${maxBytes} bytes` }
        : decode(Buffer.concat([...kept, last]));
    line += 1;
    kept = [];
    size = 0;
    return found;
  };
  for await (const chunk of createReadStream(path)) {
    if (!Buffer.isBuffer(chunk)) throw new TypeError('A file is read as bytes.');
    let from = 0;
    for (let at = chunk.indexOf(NEWLINE); at >= 0; at = chunk.indexOf(NEWLINE, from)) {
      yield end(chunk.subarray(from, at));
      from = at + 1;
    }
    const rest = chunk.subarray(from);
    // What is too long already need not be kept.
    if (size + rest.length <= maxBytes) kept.push(rest);
    size += rest.length;
  }
  if (size > 0) yield end(Buffer.alloc(0));
}
