import { hash } from 'node:crypto';
import {
  COMMAND_CHANGED_NOTHING,
  COMMAND_REFUSED,
  type CommitMetadata,
  type EventData,
  type JsonObject,
  type Position,
  type Query,
  type RecordedEvent,
  toPosition,
} from '../contract';

/** How a keyed command ended that wrote nothing of its own. */
export type UnwrittenOutcome = 'refused' | 'nothing';

/** A keyed command that is about to be answered without a write. */
export interface UnwrittenAnswer {
  readonly commandId: string;
  readonly outcome: UnwrittenOutcome;
  /** The head that it was decided on. */
  readonly decidedAt: Position;
  readonly metadata: CommitMetadata;
}

const TYPE = { refused: COMMAND_REFUSED, nothing: COMMAND_CHANGED_NOTHING };

/** Longer ids are tagged by their digest: a tag has a limit, too. */
const LONGEST_ID = 256;

const tagOf = (commandId: string): string =>
  `command:${commandId.length > LONGEST_ID ? hash('sha256', commandId) : commandId}`;

/** The record of an answer: what every try of the command that began before it is conditioned on. */
export const recordOf = ({ commandId, outcome, decidedAt, metadata }: UnwrittenAnswer): EventData => ({
  type: TYPE[outcome],
  version: 1,
  tags: [tagOf(commandId)],
  data: { commandId, decidedAt, metadata: given(metadata) },
});

const given = (metadata: CommitMetadata): JsonObject =>
  Object.fromEntries(
    Object.entries(metadata).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );

/** The records of the answers of a command. */
export const recordsOf = (commandId: string): Query => ({
  items: [{ types: Object.values(TYPE), tags: [tagOf(commandId)] }],
});

/** The command that a record is about. */
export const commandOf = ({ data: { commandId } }: RecordedEvent): string =>
  typeof commandId === 'string' ? commandId : '';

/** The answer that a record is of. */
export const outcomeOf = ({ type }: RecordedEvent): UnwrittenOutcome =>
  type === COMMAND_REFUSED ? 'refused' : 'nothing';

/** The head that a recorded answer was decided on. */
export const decidedAt = ({ data }: RecordedEvent): Position => toPosition(Number(data.decidedAt));
