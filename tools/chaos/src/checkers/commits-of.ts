import { type Call, isOfMessages } from '../evidence/call';
import type { Evidence } from '../evidence/evidence';
import { eventsOf, type RawCommit } from '../evidence/raw-log';

/** Finds the commits that a call has left in its log, by the correlation id that each command has for itself. */
export const commitsOf = (logs: Evidence['logs']): ((call: Call) => readonly RawCommit[]) => {
  const byId = (log: readonly RawCommit[]) =>
    Map.groupBy(
      eventsOf(log).map(({ commit }) => commit),
      ({ metadata }) => metadata.correlationId,
    );
  const [bank, messages] = [byId(logs.bank), byId(logs.messages)];
  return (call) => (isOfMessages(call) ? messages : bank).get(call.id) ?? [];
};

/** A call, for a person. */
export const named = ({ id, request }: Call): string => `${id} (${JSON.stringify(request)})`;
