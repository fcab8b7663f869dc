import type { Pausable, PauseOutcome, ResumeOutcome } from '@event-sourcing/event-store';
import type { CommandContext } from '../commands';
import { Problem } from '../problems';
import { readerNotFound } from './reader-not-found';

/** @throws Problem when a wish to pause or to resume a projection or a reaction was none that could be followed */
export const heed = (
  outcome: PauseOutcome | ResumeOutcome | undefined,
  { kind, name }: { readonly kind: Pausable; readonly name: string },
  context: CommandContext,
): void => {
  const members = { [kind]: name };
  switch (outcome) {
    case undefined:
      throw readerNotFound(kind, name);
    case 'already-paused':
      throw new Problem('already-paused', 409, `The ${kind} ${name} is paused already.`, { members });
    case 'not-paused':
      throw new Problem('not-paused', 409, `The ${kind} ${name} is not paused.`, { members });
    case 'asked-before':
      context.note('repeated');
      break;
    case 'paused':
    case 'resumed':
  }
};
