import { account, accountTag } from '@event-sourcing/bank-domain';
import { toPosition, type EventStore, type RecordedEvent } from '@event-sourcing/event-store';
import { ToolError } from '@event-sourcing/tools-kit';
import { accountOf } from '../entities';

const PAGE = 50;

/** The state of an entity. */
export const readState = async (store: EventStore, entity: number): Promise<void> => {
  const { state } = await store.stateOf(account(accountOf(entity)));
  if (state.status !== 'open') throw lost(entity);
};

/** All events of an entity. */
export const readByTag = async (store: EventStore, entity: number): Promise<void> => {
  const [first] = await eventsOf(store.read(aboutIt(entity)));
  if (first === undefined) throw lost(entity);
};

/** What the bank reads for a statement's last page: its movements, latest first, and what the account held then. */
export const readPage = async (store: EventStore, entity: number): Promise<void> => {
  const upTo = toPosition(await store.head());
  const latest = store.read(aboutIt(entity), { upTo, limit: PAGE, backwards: true });
  const [{ state }, [first]] = await Promise.all([
    store.stateAt(account(accountOf(entity)), upTo),
    eventsOf(latest),
  ]);
  if (first === undefined || state.status !== 'open') throw lost(entity);
};

const eventsOf = async (read: AsyncIterable<RecordedEvent>): Promise<readonly RecordedEvent[]> => {
  const events: RecordedEvent[] = [];
  for await (const event of read) events.push(event);
  return events;
};

const aboutIt = (entity: number) => ({ items: [{ tags: [accountTag(accountOf(entity))] }] });

const lost = (entity: number): ToolError =>
  new ToolError('wrong-result', `Entity ${entity} was written, and is not found.`);
