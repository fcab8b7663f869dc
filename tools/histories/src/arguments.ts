import { flag, integer, optional, orElse } from '@event-sourcing/tools-kit';

/** The command line of `npm run histories`. */
export const HISTORIES = {
  name: 'npm run histories',
  options: {
    commands: orElse(integer('<n>', 'to be answered, in all', { min: 1, max: 100_000_000 }), 50_000),
    seed: orElse(
      integer('<n>', 'of the first history; the next one has the next', { min: 0, max: 2_000_000_000 }),
      Date.now() % 1_000_000,
      'another one each time',
    ),
    minutes: optional(integer('<n>', 'after which no other history is begun', { min: 1, max: 10_000 })),
    sequencer: flag('one instance appends for all, over connections that are cut; in real time'),
  },
  about: `Lets callers of a small bank do at random what they like, at several instances that are killed and restarted, over
a simulated database that loses, delays, halves and rolls back; then judges every answer by a serial model.
A seed repeats its history exactly, except with --sequencer. Ends with exit code 1 when a promise was broken.`,
};
