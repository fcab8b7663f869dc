import { flag, integer, orElse } from '@event-sourcing/tools-kit';

/** The command line of `npm run race`. */
export const RACE = {
  name: 'npm run race',
  options: {
    appends: orElse(integer('<n>', 'of all processes together', { min: 1, max: 10_000_000 }), 100_000),
    processes: orElse(integer('<n>', 'that race for positions', { min: 1, max: 16 }), 2),
    workers: orElse(integer('<n>', 'in each process', { min: 1, max: 1_000 }), 16),
    cutEvery: orElse(
      integer('<ms>', 'how long, on average, until a connection of each process is cut; 0 never', {
        min: 0,
        max: 60_000,
      }),
      200,
    ),
    seed: orElse(
      integer('<n>', 'repeats a run, as far as the timing of processes can be repeated', {
        min: 0,
        max: 2_000_000,
      }),
      Date.now() % 1_000_000,
      'another one each time',
    ),
    sequencer: flag('one process appends for all; the connections between them are cut as often'),
  },
  about: `Races conditional appends on an engine and a log of their own, and compares the log with a serial model.
Ends with exit code 1 when it finds a false pass, a false conflict, a gap, or an answer that the log contradicts.`,
};
