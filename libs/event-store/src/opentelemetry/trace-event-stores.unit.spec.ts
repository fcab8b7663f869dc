import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { SpanStatusCode } from '@opentelemetry/api';
import type { RecordedEvent } from '../contract';
import { decisionModel, refuse } from '../models';
import { MemoryCommits, memoryStore } from '../testing';
import { factsOf, idOf, Spans } from './spans.fixture';

const happened = { type: 'Happened', version: 1, tags: ['thing:1'], data: {} };

const times = decisionModel({
  name: 'traced-times',
  query: () => ({ items: [{ tags: ['thing:1'] }] }),
  initial: 0,
  evolve: (count: number, _: RecordedEvent) => count + 1,
});

let spans: Spans;
beforeEach(() => {
  spans = new Spans();
});
afterEach(() => spans.close());

describe('what an event store does, as spans', () => {
  it('is a part of the trace in which it is asked for: a decision, and the append within', async () => {
    const store = await memoryStore();
    await spans.within('request', () => store.decide({ count: times() }, () => [happened, happened]));
    const [request, decision, append] = ['request', 'decide', 'append'].map((name) => spans.named(name)[0]);
    expect(decision?.parentSpanContext?.spanId).toBe(idOf(request));
    expect(append?.parentSpanContext?.spanId).toBe(idOf(decision));
    expect(decision && factsOf(decision)).toEqual({
      models: ['traced-times'],
      outcome: 'written',
      attempts: 1,
      position: 1,
    });
    expect(append && factsOf(append)).toEqual({ outcome: 'stored', events: 2, position: 1 });
    await store.close();
  });

  it('is linked to by the batch that stores it, which is a trace of its own and begins in nobody’s', async () => {
    const store = await memoryStore();
    const appendAs = (name: string) => spans.within(name, () => store.append({ events: [happened] }));
    await Promise.all([appendAs('one'), appendAs('other')]);
    const appends = spans.named('append');
    expect(new Set(appends.map((span) => span.spanContext().traceId)).size).toBe(2);
    const [batch, ...more] = spans.named('insert batch');
    expect(more).toEqual([]);
    expect(batch?.parentSpanContext).toBeUndefined();
    expect(batch?.links.map(({ context }) => context.spanId)).toEqual(appends.map(idOf));
    expect(batch && factsOf(batch)).toEqual({
      commits: 2,
      events: 2,
      position: 1,
      outcome: 'stored',
      attempts: 1,
    });
    await store.close();
  });

  it('is found again by what its commits carry', async () => {
    const store = await memoryStore();
    const { commit } = await store.append({ events: [happened], metadata: { actor: 'ann' } });
    const { traceId, spanId } = spans.named('append')[0]?.spanContext() ?? {};
    expect(commit.metadata).toEqual({ actor: 'ann', traceparent: `00-${traceId}-${spanId}-01` });
    await store.close();
  });

  it('tells of conflicts, of races that were lost, and of refusals, none of which is an error', async () => {
    const commits = new MemoryCommits();
    const [store, faster] = await Promise.all([memoryStore(commits), memoryStore(commits)]);
    await store.decide({ count: times() }, () => [happened]);
    await faster.append({ events: [happened] });
    await store.decide({ count: times() }, () => [happened]);
    await expect(store.decide({ count: times() }, () => refuse('not-now', {}))).rejects.toThrow();
    const [, written, refused] = spans.named('decide').map(factsOf);
    expect(written).toMatchObject({ outcome: 'written', attempts: 2 });
    expect(refused).toMatchObject({ outcome: 'refused' });
    const outcomes = (name: string) => spans.named(name).map((span) => factsOf(span).outcome);
    expect(outcomes('append')).toContain('append-condition-failed');
    expect(outcomes('insert batch')).toContain('raced');
    expect(spans.all.map(({ status }) => status.code)).not.toContain(SpanStatusCode.ERROR);
    await Promise.all([store.close(), faster.close()]);
  });

  it('tells of what fails by its code, and of what the caller’s code throws', async () => {
    const store = await memoryStore();
    await expect(store.append({ events: [] })).rejects.toThrow();
    await expect(store.append({ events: [{ ...happened, version: 0 }] })).rejects.toThrow();
    const thrown = store.decide({ count: times() }, () => {
      throw new Error('a defect, with 4111 1111 1111 1111 in it');
    });
    await expect(thrown).rejects.toThrow();
    const failed = spans.all.filter(({ status }) => status.code === SpanStatusCode.ERROR);
    expect(failed.map((span) => [span.name, factsOf(span).outcome])).toEqual([
      ['append', 'invalid-append'],
      ['append', 'invalid-append'],
      ['decide', 'error'],
    ]);
    expect(JSON.stringify(failed.map(({ status, events }) => [status, events]))).not.toContain('4111');
    await store.close();
  });

  it('is told no more when that has been ended', async () => {
    const store = await memoryStore();
    spans.stop();
    const { commit } = await store.append({ events: [happened] });
    expect(spans.all).toEqual([]);
    expect(commit.metadata).toEqual({});
    await store.close();
  });
});

describe('where a commit says that it was written', () => {
  it.each([
    ['no hex', 'somewhere'],
    ['a trace of zeros', `00-${'0'.repeat(32)}-b7ad6b7169203331-01`],
    ['a span of zeros', `00-0af7651916cd43dd8448eb211c80319c-${'0'.repeat(16)}-01`],
    [
      'a version that there is not',
      '01-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01'.replace('01-', 'ff-'),
    ],
    ['upper case', '00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01'],
  ])('is refused where it is %s', async (_what, traceparent) => {
    spans.stop();
    const store = await memoryStore();
    await expect(store.append({ events: [happened], metadata: { traceparent } })).rejects.toMatchObject({
      code: 'invalid-append',
      facts: { path: 'metadata.traceparent' },
    });
    await store.close();
  });
});
