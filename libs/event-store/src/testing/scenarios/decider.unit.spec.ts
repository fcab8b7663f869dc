import { describe, expect, it } from '@jest/globals';
import { decisionModel } from '../../models';
import type { EventData, RecordedEvent } from '../../contract';
import { memoryStore } from '../memory-store';
import { decider } from './decider';

type Moved = EventData<'In' | 'Out', { readonly amount: number }>;

const moved = (type: Moved['type'], id: string, amount: number): Moved => ({
  type,
  version: 1,
  tags: [`account:${id}`],
  data: { amount },
});
const into = (id: string, amount: number) => moved('In', id, amount);
const out = (id: string, amount: number) => moved('Out', id, amount);

const balance = decisionModel({
  name: 'balance',
  query: (id: string) => ({ items: [{ tags: [`account:${id}`] }] }),
  initial: { sum: 0, at: 0 },
  evolve: ({ sum }, { type, data, position }: RecordedEvent<Moved>) => ({
    sum: sum + (type === 'In' ? data.amount : -data.amount),
    at: Number(position),
  }),
  conflictsWith: (id) => ({ items: [{ types: ['Out'], tags: [`account:${id}`] }] }),
});

class Refused extends Error {
  readonly code = 'insufficient-funds';
  constructor(readonly facts: object) {
    super('There is too little.');
  }
}

const take =
  (id: string, amount: number) =>
  ({ account }: { account: { sum: number } }): readonly Moved[] => {
    if (account.sum < amount) throw new Refused({ sum: account.sum });
    return amount === 0 ? [] : [out(id, amount)];
  };

const account = { account: balance('a') };
const given = (...history: readonly Moved[]) => decider(account).given(history);

describe('given, when, then for a decider', () => {
  it('folds what each model asks for, with the positions of the log', () => {
    decider({ one: balance('a'), other: balance('b') })
      .given([into('a', 5), [into('b', 7), into('c', 9)], out('a', 2)])
      .when((states) => {
        expect(states).toEqual({ one: { sum: 3, at: 4 }, other: { sum: 7, at: 2 } });
        return [];
      })
      .thenNothing();
  });

  it('tells other events than expected, with what differs', () => {
    const decision = given(into('a', 5)).when(take('a', 3));
    decision.then([out('a', 3)]);
    expect(() => decision.then([out('a', 4)])).toThrow(/Other events[^]*amount: 3[^]*amount: 4/);
    expect(() => decision.then([])).toThrow('Other events');
    expect(() => decision.thenNothing()).toThrow('Events were decided');
    expect(() => decision.thenRefuses('insufficient-funds')).toThrow('where a refusal was expected');
    expect(() => decision.thenThrows(() => true)).toThrow('where a refusal was expected');
  });

  it('tells other refusals than expected, in code and facts', () => {
    const decision = given(into('a', 5)).when(take('a', 6));
    decision.thenRefuses('insufficient-funds');
    decision.thenRefuses('insufficient-funds', { sum: 5 });
    decision.thenThrows((error) => error instanceof Refused);
    expect(() => decision.thenRefuses('not-found')).toThrow(/otherwise[^]*not-found/);
    expect(() => decision.thenRefuses('insufficient-funds', { sum: 6 })).toThrow('otherwise');
    expect(() => decision.thenThrows((error) => error instanceof TypeError)).toThrow('There is too little.');
    expect(() => decision.then([out('a', 6)])).toThrow('There is too little.');
    expect(() => decision.thenNothing()).toThrow('There is too little.');
  });

  it('takes no failure of the code for a refusal', () => {
    const decision = given().when(() => {
      throw new TypeError('undefined is not a function');
    });
    expect(() => decision.thenRefuses('insufficient-funds')).toThrow('undefined is not a function');
  });

  it('refuses what no log would take, given or decided', () => {
    const unsound: Moved = { ...into('a', 1), data: { amount: Number.NaN } };
    expect(() => given(unsound).when(take('a', 0)).thenNothing()).toThrow('JSON cannot carry');
    const decision = given().when(() => [unsound]);
    expect(() => decision.then([unsound])).toThrow('JSON cannot carry');
  });

  it('finds a decider that is not pure', () => {
    let count = 0;
    const decision = given().when(() => [into('a', (count += 1))]);
    expect(() => decision.then([into('a', 1)])).toThrow('two different things');
  });

  it('finds a fold that changes the state that it was given', () => {
    const changing = decisionModel({
      name: 'changing',
      query: () => ({ items: [{ tags: ['account:a'] }] }),
      initial: { sum: 0 },
      evolve: (state, { data }: RecordedEvent<Moved>) => {
        state.sum += data.amount;
        return state;
      },
    });
    const decision = decider({ changing: changing() })
      .given([into('a', 1)])
      .when(() => []);
    expect(() => decision.thenNothing()).toThrow('Decision model changing failed at the event at position 1');
  });

  it('fails a test that ends without an expectation, where it awaits the decision', async () => {
    const decision = given(into('a', 1)).when(take('a', 1));
    await expect(new Promise((resolve) => resolve(decision))).rejects.toThrow('End it with then');
  });
});

describe('what happens meanwhile', () => {
  const decision = given(into('a', 10)).when(take('a', 6));

  it('conflicts when it matches what the model conflicts with', () => {
    const meanwhile = decision.meanwhile([into('b', 1), out('a', 1)]);
    meanwhile.thenConflicts();
    expect(() => meanwhile.thenStands()).toThrow('conflicts with Out [account:a]');
  });

  it('lets the decision stand when it does not', () => {
    const meanwhile = decision.meanwhile([into('a', 1), out('b', 1)]);
    meanwhile.thenStands();
    expect(() => meanwhile.thenConflicts()).toThrow('stands');
    expect(() => meanwhile.decidedAnew()).toThrow('stands');
  });

  it('conflicts with anything of the query where everything is guarded', () => {
    const guarded = decider(account, { guard: 'everything' })
      .given([into('a', 10)])
      .when(take('a', 6));
    guarded.meanwhile([into('a', 1)]).thenConflicts();
    guarded.meanwhile([into('b', 1)]).thenStands();
  });

  it('makes the decision anew, on what has happened', () => {
    decision
      .meanwhile([out('a', 3)])
      .decidedAnew()
      .then([out('a', 6)]);
    decision
      .meanwhile([out('a', 5)])
      .decidedAnew()
      .thenRefuses('insufficient-funds', { sum: 5 });
  });

  it('cannot conflict with a decision that writes nothing', () => {
    expect(() =>
      given()
        .when(take('a', 1))
        .meanwhile([out('a', 1)])
        .thenStands(),
    ).toThrow('writes nothing');
    expect(() =>
      given()
        .when(take('a', 0))
        .meanwhile([out('a', 1)])
        .thenConflicts(),
    ).toThrow('writes nothing');
  });

  it.each([
    ['a withdrawal', out('a', 5)],
    ['a deposit', into('a', 5)],
    ['a withdrawal elsewhere', out('b', 5)],
  ])('is judged as the store judges it: %s', async (_, happened) => {
    const store = await memoryStore();
    const { commit } = await store.append({ events: [into('a', 10)] });
    await store.append({ events: [happened] });
    const { query, conflictsWith = query } = account.account;
    const [appended] = await Promise.allSettled([
      store.append({
        events: [out('a', 6)],
        condition: { failIfEventsMatch: conflictsWith, after: commit.lastPosition },
      }),
    ]);
    const meanwhile = decision.meanwhile([happened]);
    if (appended.status === 'rejected') meanwhile.thenConflicts();
    else meanwhile.thenStands();
  });
});
