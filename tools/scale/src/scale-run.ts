import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { codeOf, ToolError } from '@event-sourcing/tools-kit';
import { z } from 'zod';
import { FIGURES } from './figures';

const names = FIGURES.map(({ name }) => name);

const measured = z.object({
  /** Events that the log was filled with. */
  events: z.int(),
  /** Where the log of the store, and that of the raw driver, ended when all was measured: with what was measured by. */
  storeHead: z.int(),
  rawHead: z.int(),
  measuredAt: z.iso.datetime(),
  seconds: z.number(),
  /** The share of all processor time that others took before it began. */
  busyBefore: z.number(),
  figures: z.partialRecord(z.enum(names), z.number()),
});

const scaleRun = z.object({
  format: z.literal(1),
  /** Of the store; the raw driver's has a suffix. */
  database: z.string(),
  engine: z.string(),
  machine: z.object({
    cores: z.int(),
    processor: z.string(),
    memoryGb: z.number(),
    platform: z.string(),
    node: z.string(),
    loadBefore: z.number(),
  }),
  /** Seconds that each event took on a short log, before anything else; filled with the raw driver beside it. */
  pace: z.object({ fill: z.number(), rebuild: z.number(), verify: z.number() }),
  sizes: z.array(measured),
});

/** What was measured at one length. */
export type Measured = z.output<typeof measured>;

/** What a run has measured so far; kept beside its data, so that it can be ended and go on. */
export type ScaleRun = z.output<typeof scaleRun>;

/** More than so much beside a run, and it says nothing about goals. */
const QUIET = 0.1;

/** Numbers of lengths that were not measured alike are not put side by side. */
export const isReliable = ({ sizes }: ScaleRun): boolean =>
  sizes.length > 1 && sizes.every(({ busyBefore }) => busyBefore <= QUIET);

/** Where the numbers of a run lie. */
export const runFile = (folder: string): string => join(folder, 'scale.json');

/**
 * @returns `undefined` when there is none
 * @throws ToolError `bad-file`
 */
export const readRun = async (file: string): Promise<ScaleRun | undefined> => {
  try {
    return scaleRun.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch (cause) {
    if (codeOf(cause) === 'ENOENT') return undefined;
    const message = `${file} does not hold the numbers of a run. Name another folder, or remove this one.`;
    throw new ToolError('bad-file', message, { cause });
  }
};

/** Writes it at once or not at all. */
export const writeRun = async (file: string, run: ScaleRun): Promise<void> => {
  await writeFile(`${file}.new`, `${JSON.stringify(run, undefined, 1)}\n`);
  await rename(`${file}.new`, file);
};
