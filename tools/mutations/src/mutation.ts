import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';

/** The form of an {@link Edit}. */
export const edit = z.strictObject({
  /** The function, class or constant that holds it; unique among those declared at the top of a file. */
  in: z.string(),
  /**
   * The code. White space, comments and trailing commas do not count; `$name` stands for any identifier, the same one
   * wherever it occurs.
   */
  find: z.string(),
  /** May use the identifiers that were found. */
  replace: z.string(),
});

const mutation = z.strictObject({
  /** What the mutant does wrong. */
  name: z.string(),
  edits: z.array(edit).min(1),
  /** Where it can be seen: in any log, or on MongoDB only. */
  on: z.enum(['any', 'engine']).default('any'),
  /** Specs among the store's sources that show what the promises of the log say nothing about. */
  specs: z.array(z.string()).default([]),
});

/**
 * A piece of code, and what takes its place. It is found by what it is, not by where: code may move to another file, be
 * formatted anew, and its local names may change.
 */
export type Edit = Readonly<z.infer<typeof edit>>;

/** A way to break the store that the conformance suite, or the specs that it names, must notice. */
export type Mutation = Readonly<z.infer<typeof mutation>>;

const read = (room: string): readonly Mutation[] =>
  z
    .array(mutation)
    .parse(parse(readFileSync(join(import.meta.dirname, 'mutations', `${room}.yaml`), 'utf8')));

/** Every mutation that has to be noticed. */
export const MUTATIONS = [
  'judging',
  'inserting',
  'deciding',
  'storing',
  'believing',
  'beside',
  'subscribing',
].flatMap(read);
