import { expect, it } from '@jest/globals';
import { Writable } from 'node:stream';
import { stdout } from './stdout';

it('drops what nobody reads in time, and says how much that was', async () => {
  const taken: string[] = [];
  let read: () => void = () => undefined;
  const stream = new Writable({
    write: (chunk, _encoding, done) => {
      taken.push(String(chunk));
      read = done;
    },
  });
  const lines = stdout(stream);
  const line = `${'x'.repeat(99_999)}\n`;
  for (let count = 0; count < 20; count += 1) lines.write(line);
  expect(stream.writableLength).toBeLessThan(2 * 1024 * 1024);
  await new Promise(setImmediate);
  while (stream.writableLength > 0) read();
  const kept = taken.length;
  lines.write('one more\n');
  await new Promise(setImmediate);
  while (stream.writableLength > 0) read();
  expect(JSON.parse(taken[kept] ?? '')).toMatchObject({
    level: 'warn',
    msg: `${20 - kept} lines were dropped: they were not read in time`,
  });
  expect(taken.slice(kept + 1)).toEqual(['one more\n']);
});

it('hands over the lines of one turn together', async () => {
  const taken: string[][] = [];
  const stream = new Writable({
    decodeStrings: false,
    writev: (chunks, done) => {
      taken.push(chunks.map(({ chunk }) => String(chunk)));
      done();
    },
  });
  const lines = stdout(stream);
  lines.write('a\n');
  lines.write('b\n');
  await new Promise(setImmediate);
  lines.write('c\n');
  await new Promise(setImmediate);
  expect(taken).toEqual([['a\n', 'b\n'], ['c\n']]);
});

it('goes on when whoever read it has gone', () => {
  const stream = new Writable({ write: (_chunk, _encoding, done) => done(new Error('EPIPE')) });
  const lines = stdout(stream);
  lines.write('a\n');
  expect(() => lines.write('b\n')).not.toThrow();
});
