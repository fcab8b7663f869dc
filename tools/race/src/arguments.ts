import { parseArgs } from 'node:util';

/** What `npm run race` was asked for. */
export interface RaceArguments {
  readonly appends: number;
  readonly processes: number;
  readonly workers: number;
  readonly seed: number;
  readonly cutEveryMs: number;
  readonly sequenced: boolean;
}

export const RACE_USAGE = `Usage: npm run race -- [options]
  --appends <n>      of all processes together (default: 100000)
  --processes <n>    that race for positions (default: 2)
  --workers <n>      in each process (default: 16)
  --cut-every <ms>   how long, on average, until a connection of each process is cut; 0 never (default: 200)
  --seed <n>         repeats a run, as far as the timing of processes can be repeated (default: another one each time)
  --sequencer        one process appends for all; the connections between them are cut as often
  --help             show this

Races conditional appends on an engine and a log of their own, and compares the log with a serial model.
Ends with exit code 1 when it finds a false pass, a false conflict, a gap, or an answer that the log contradicts.`;

/** Thrown when the arguments cannot be understood. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

const read = (args: readonly string[]) => {
  const number = { type: 'string' } as const;
  try {
    const options = {
      ...{ appends: number, processes: number, workers: number, seed: number, 'cut-every': number },
      sequencer: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    } as const;
    return parseArgs({ args: [...args], options }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
};

/** @returns `help` when that was asked for; @throws UsageError */
export const parseRaceArguments = (args: readonly string[]): RaceArguments | 'help' => {
  const given = read(args);
  if (given.help) return 'help';
  const integer = (
    option: 'appends' | 'processes' | 'workers' | 'seed' | 'cut-every',
    fallback: number,
    [min, max]: readonly [number, number],
  ): number => {
    const text = given[option];
    if (text === undefined) return fallback;
    if (/^\d+$/.test(text) && Number(text) >= min && Number(text) <= max) return Number(text);
    throw new UsageError(`--${option} is an integer from ${min} to ${max}, not "${text}".`);
  };
  return {
    appends: integer('appends', 100_000, [1, 10_000_000]),
    processes: integer('processes', 2, [1, 16]),
    workers: integer('workers', 16, [1, 1_000]),
    seed: integer('seed', Date.now() % 1_000_000, [0, 2_000_000]),
    cutEveryMs: integer('cut-every', 200, [0, 60_000]),
    sequenced: given.sequencer,
  };
};
