import {
  type EventStore,
  type EventStoreError,
  isEventStoreError,
  toPosition,
} from '@event-sourcing/event-store';
import { type DecidedCommand, eventsOf, type Reason, rule, type States } from '../bank/command';
import { modelsOf } from '../bank/models';
import type { Answer, Try } from './tried';

type Asked = Pick<Try, 'id' | 'key' | 'command' | 'guard'>;

/** What the store is told of a request beside its events. */
const requestOf = ({ id, key, command }: Asked) => ({
  metadata: { try: id },
  ...(key !== undefined && { command: { id: key, request: command } }),
});

class Refused extends Error {
  constructor(
    readonly reason: Reason,
    readonly states: States,
  ) {
    super(reason);
  }
}

/** Carries out a command at a store, as a service would. @param look is told what each decision was made on */
export const issue = async (
  store: EventStore,
  asked: Asked,
  look: (states: States) => void,
): Promise<Answer> => {
  try {
    const { command } = asked;
    if (command.kind !== 'mark') return await decideAt(store, asked, command, look);
    const { unless } = command;
    const { commit, duplicate } = await store.append({
      events: eventsOf(command),
      ...(unless && {
        condition: { failIfEventsMatch: unless.query, after: toPosition(unless.after) },
      }),
      ...requestOf(asked),
    });
    return { kind: 'written', position: commit.position, lastPosition: commit.lastPosition, duplicate };
  } catch (error) {
    if (error instanceof Refused) return { kind: 'refused', reason: error.reason, states: error.states };
    if (isEventStoreError(error, 'append-condition-failed')) {
      return { kind: 'conflict', foundAt: error.facts.foundAt };
    }
    return isEventStoreError(error) ? told(error) : { kind: 'unexpected', message: String(error) };
  }
};

const decideAt = async (
  store: EventStore,
  asked: Asked,
  command: DecidedCommand,
  look: (states: States) => void,
): Promise<Answer> => {
  const decided = await store.decide(
    modelsOf(command),
    (states) => {
      look(states);
      const ruling = rule(command, states);
      if (ruling.kind === 'refused') throw new Refused(ruling.reason, states);
      return ruling.kind === 'events' ? ruling.events : [];
    },
    { ...requestOf(asked), guard: asked.guard },
  );
  if (decided.kind === 'nothing') {
    return { kind: 'nothing', position: decided.position, states: decided.states };
  }
  const { position, lastPosition } = decided.commit;
  const states = await decided.statesAtCommit().catch((error: unknown) => {
    if (isEventStoreError(error)) return undefined;
    throw error;
  });
  return { kind: 'written', position, lastPosition, duplicate: decided.duplicate, ...(states && { states }) };
};

const told = ({ code, message }: EventStoreError): Answer => {
  switch (code) {
    case 'store-unavailable':
    case 'retries-exhausted':
    case 'command-answered':
    case 'closed':
      return { kind: 'unwritten', code };
    case 'outcome-unknown':
      return { kind: 'unknown' };
    default:
      return { kind: 'unexpected', message };
  }
};
