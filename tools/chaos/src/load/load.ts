import { setTimeout as delay } from 'node:timers/promises';
import type { Random } from '@event-sourcing/histories';
import { type Call, isOfMessages } from '../evidence/call';
import { outcomeOf } from '../evidence/outcome';
import { Client, type Instances } from './client';
import { type Group, newGroup, nextRequest } from './group';

export interface LoadOptions {
  readonly instances: Instances;
  readonly random: Random;
  readonly clients: number;
  readonly watched: readonly string[];
  readonly signal: AbortSignal;
  readonly journal: Call[];
}

const GROUPS = 4;
const CALLS_OF_A_GROUP = 120;
const MOST_PAUSE_MS = 150;

/** Clients that ask for things at random, each the next when it is done with the last, until told to stop. */
export const load = async (options: LoadOptions): Promise<void> => {
  const { instances, random, clients, watched, signal, journal } = options;
  let made = 0;
  const groups = Array.from({ length: GROUPS }, () => newGroup(`group-${(made += 1)}`));
  const known = { bank: 0, messages: 0, watched };
  const groupFor = (own: Random): Group => {
    const index = own.below(GROUPS);
    const group = groups[index];
    if (group && group.calls < CALLS_OF_A_GROUP) return group;
    return (groups[index] = newGroup(`group-${(made += 1)}`));
  };
  const learn = (call: Call): void => {
    const outcome = outcomeOf(call);
    if (outcome.kind !== 'acknowledged') return;
    const log = isOfMessages(call) ? 'messages' : 'bank';
    known[log] = Math.max(known[log], outcome.answer.position ?? 0);
  };
  const work = async (number: number, own: Random): Promise<void> => {
    const client = new Client(number, instances, own, journal);
    while (!signal.aborted) {
      const group = groupFor(own);
      learn(await client.call(group.name, nextRequest(group, own, known)));
      await delay(own.below(MOST_PAUSE_MS));
    }
  };
  await Promise.all(Array.from({ length: clients }, (_, index) => work(index + 1, random.fork())));
};
