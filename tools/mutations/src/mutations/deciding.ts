import { onAnyLog, type Mutation } from '../mutation';

const GUARDED_QUERY = "guard === 'conflicts' ? (conflictsWith ?? query) : query";

/** Decisions made, or kept, wrongly. */
export const deciding: readonly Mutation[] = [
  onAnyLog('renumber a pipelined decision, whatever became of what it depended on', {
    in: 'checkCondition',
    find: 'if ($unmet) return $unmet;',
    replace: "if ($unmet?.kind === 'defer') return $unmet;",
  }),
  onAnyLog(
    'fold a pending commit that the state holds already',
    {
      in: 'DecisionContextReader',
      find: '.filter(({ prepared }) => !$tail.window.commit(prepared.id))',
      replace: '',
    },
    {
      in: 'checkDependencies',
      find: "if ($commit.position <= $previous) return { kind: 'conflict', foundAt: $commit.position };",
      replace: '',
    },
  ),
  onAnyLog('refuse from what is pending, or was not confirmed', {
    in: 'DecisionRun',
    find: "$tried.kind === 'unwritten' ? await this.#attemptOnStored($tried.context) : $tried",
    replace: '$tried',
  }),
  onAnyLog('confirm by the look that is running instead of the next', {
    in: 'SingleFlight',
    find: 'this.#next = undefined; this.#running = this.work();',
    replace: 'this.#running = this.work().finally(() => (this.#next = undefined));',
  }),
  onAnyLog('let anything that was read make a decision void', {
    in: 'conditionFor',
    find: GUARDED_QUERY,
    replace: 'conflictsWith ? query : query',
  }),
  onAnyLog('let only conflicts make a decision void, though more was asked for', {
    in: 'conditionFor',
    find: GUARDED_QUERY,
    replace: 'conflictsWith ?? query',
  }),
  onAnyLog('tell the states of now instead of those at the commit', {
    in: 'DecisionRun',
    find: '$stored ? $reader.advance($model, $stored, $position) : $reader.stateAt($model, $position)',
    replace: '$reader.stateAt($model, this.parts.log.tail.head)',
  }),
  onAnyLog('refuse a keyed command without a record', {
    in: 'DecisionRun',
    find: 'await this.parts.answers.record($answer)',
    replace: 'await this.parts.log.commitById($answer.commandId)',
  }),
  onAnyLog('record a refusal without a look whether the command was carried out before', {
    in: 'UnwrittenAnswers',
    find: 'return this.log.commitById($answer.commandId);',
    replace: 'return undefined;',
  }),
  onAnyLog('append a keyed decision whatever its other tries were answered', {
    in: 'conditionFor',
    find: 'if ($records) $queries.push($records);',
    replace: '',
  }),
  onAnyLog('take no record for final', {
    in: 'CommandTry',
    find: 'if ($record.position > $began) return $record;',
    replace: '',
  }),
  onAnyLog('take every record for final, those of before the try too', {
    in: 'CommandTry',
    find: 'if ($record.position > $began) return $record;',
    replace: 'return $record;',
  }),
];
