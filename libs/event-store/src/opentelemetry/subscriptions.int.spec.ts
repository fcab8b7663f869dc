import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { SpanStatusCode, TraceFlags } from '@opentelemetry/api';
import { openProjection } from '../projections';
import { totals } from '../projections/totals.fixture';
import { openReaction } from '../reactions';
import { Receiver, telling } from '../reactions/receiver.fixture';
import { append, counted, eventually, type Instance, LogFixture } from '../subscriptions/log.fixture';
import { factsOf, idOf, Spans } from './spans.fixture';

let log: LogFixture;
let instance: Instance;
let spans: Spans;
beforeEach(async () => {
  spans = new Spans();
  log = new LogFixture();
  instance = await log.instance();
});
afterEach(async () => {
  await log.close();
  await spans.close();
});

describe('what comes of a commit', () => {
  it('is shown in its trace when a projection has taken it in, by a step that is linked to all of its batch', async () => {
    await append(instance, [counted('a')], [counted('b'), counted('a')]);
    const [first, second] = spans.named('append');
    const runner = await openProjection(instance.subscriptions, totals());
    await runner.catchUp();
    const steps = spans.named('project totals').filter(({ parentSpanContext }) => !parentSpanContext);
    expect(steps.map(factsOf)).toEqual([
      { subscription: 'totals', outcome: 'stored', attempts: 1, events: 3, position: 1 },
    ]);
    expect(steps[0]?.links.map(({ context }) => context.spanId)).toEqual([idOf(first), idOf(second)]);
    const shown = spans.named('project totals').filter(({ parentSpanContext }) => parentSpanContext);
    expect(shown.map(({ parentSpanContext }) => parentSpanContext?.spanId)).toEqual([
      idOf(first),
      idOf(second),
    ]);
    for (const { links } of shown) expect(links[0]?.context.spanId).toBe(idOf(steps[0]));
  });

  it('is a part of its trace where a reaction is told, try by try, parked in the end', async () => {
    const receiver = new Receiver();
    let faults = 0;
    receiver.fault = (call) => {
      if (call !== 'a1') return undefined;
      faults += 1;
      return faults < 3 ? new Error('down') : new RangeError('never');
    };
    await append(instance, [counted('a')], [counted('b')]);
    const [first, second] = spans.named('append');
    const runner = await openReaction(instance.subscriptions, telling(receiver));
    runner.start();
    await eventually(() => expect(spans.named('react tell').length).toBe(4));
    const of = (parent: typeof first) =>
      spans.named('react tell').filter((span) => span.parentSpanContext?.spanId === idOf(parent));
    expect(of(first).map(factsOf)).toEqual([
      { subscription: 'tell', position: 1, attempts: 1, outcome: 'failed' },
      { subscription: 'tell', position: 1, attempts: 2, outcome: 'failed' },
      { subscription: 'tell', position: 1, attempts: 3, outcome: 'parked' },
    ]);
    expect(of(first).map(({ status }) => status.code)).toEqual(Array(3).fill(SpanStatusCode.ERROR));
    expect(of(second).map((span) => factsOf(span).outcome)).toEqual(['done']);
    await runner.stop();
  });

  it('begins a trace of its own where the commit was written in none', async () => {
    spans.stop();
    await append(instance, [counted('a')]);
    spans.goOn();
    const receiver = new Receiver();
    const runner = await openReaction(instance.subscriptions, telling(receiver));
    await spans.within('operator', () => runner.catchUp());
    await eventually(() => expect(spans.named('react tell').length).toBe(1));
    const [told] = spans.named('react tell');
    expect(told?.parentSpanContext).toBeUndefined();
    expect(told?.links).toEqual([]);
    expect(told?.spanContext().traceFlags).toBe(TraceFlags.SAMPLED);
  });
});
