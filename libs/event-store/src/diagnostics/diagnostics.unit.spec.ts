import { afterEach, describe, expect, it } from '@jest/globals';
import { decisionModel, refuse } from '../models';
import { memoryStore } from '../testing';
import type { RecordedEvent } from '../contract';
import { type Diagnostics, onDiagnostics } from './channels';

const ends: (() => void)[] = [];
afterEach(() => {
  for (const end of ends.splice(0)) end();
});

/** What is told on a channel, without how long it took. */
const told = <Name extends keyof Diagnostics>(name: Name): Omit<Diagnostics[Name], 'ms'>[] => {
  const messages: Omit<Diagnostics[Name], 'ms'>[] = [];
  ends.push(
    onDiagnostics(name, (message) => {
      if ('ms' in message) expect(message.ms).toBeGreaterThanOrEqual(0);
      messages.push(
        Object.fromEntries(Object.entries(message).filter(([member]) => member !== 'ms')) as never,
      );
    }),
  );
  return messages;
};

const happened = { type: 'Happened', version: 1, tags: ['thing:1'], data: {} };

const times = decisionModel({
  name: 'diagnosed-times',
  query: () => ({ items: [{ tags: ['thing:1'] }] }),
  initial: 0,
  evolve: (count: number, _: RecordedEvent) => count + 1,
});

describe('what the store tells of its work', () => {
  it('says how each append ended, and each batch', async () => {
    const [appends, batches] = [told('append'), told('batch')];
    const store = await memoryStore();
    const once = { events: [happened], command: { id: 'k', anyRequest: true as const } };
    await store.append(once);
    await store.append(once);
    const condition = { failIfEventsMatch: { items: [] } };
    await expect(store.append({ events: [happened, happened], condition })).rejects.toThrow();
    expect(appends).toEqual([
      { outcome: 'stored', events: 1, conditional: false },
      { outcome: 'duplicate', events: 1, conditional: false },
      { outcome: 'append-condition-failed', events: 2, conditional: true },
    ]);
    expect(batches).toEqual([{ outcome: 'stored', commits: 1 }]);
    await store.close();
  });

  it('says how each decision ended, and how often its decider was asked', async () => {
    const decisions = told('decision');
    const states = told('state');
    const store = await memoryStore();
    let raced = false;
    await store.decide({ count: times() }, ({ count }) => {
      if (!raced) void store.append({ events: [happened] });
      raced = true;
      return count < 5 ? [happened] : [];
    });
    await store.decide({ count: times() }, () => []);
    await expect(store.decide({ count: times() }, () => refuse('not-now', {}))).rejects.toThrow();
    expect(decisions.map(({ outcome }) => outcome)).toEqual(['written', 'unchanged', 'refused']);
    expect(decisions[0]?.tries).toBeGreaterThanOrEqual(1);
    expect(states).toContainEqual({ from: 'memory' });
    await store.close();
  });

  it('says nothing to those who do not listen any more', async () => {
    const appends = told('append');
    for (const end of ends.splice(0)) end();
    const store = await memoryStore();
    await store.append({ events: [happened] });
    expect(appends).toEqual([]);
    await store.close();
  });
});
