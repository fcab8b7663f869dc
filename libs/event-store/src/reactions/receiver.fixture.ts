import type { RecordedEvent } from '../contract';
import type { Counted } from '../subscriptions/log.fixture';
import type { Reaction, ReactionContext } from './index';

const QUICK = { firstMs: 5, maxMs: 20 };

/** Somebody outside, who may be down and may refuse. */
export class Receiver {
  readonly received: string[] = [];
  readonly keys = new Map<string, Set<string>>();
  fault: ((call: string) => Error | undefined) | undefined;

  async take(event: RecordedEvent<Counted>, { idempotencyKey }: ReactionContext): Promise<void> {
    const call = `${event.data.key}${event.data.by}`;
    this.keys.set(call, (this.keys.get(call) ?? new Set()).add(idempotencyKey));
    const fault = this.fault?.(call);
    if (fault) throw fault;
    this.received.push(call);
  }

  of(key: string): readonly string[] {
    return this.received.filter((call) => call.startsWith(key));
  }
}

export const telling = (receiver: Receiver, more: Partial<Reaction<Counted>> = {}): Reaction<Counted> => ({
  name: 'tell',
  query: { items: [{ types: ['Counted'] }] },
  startFrom: 'start',
  key: ({ data }) => data.key,
  react: (event, context) => receiver.take(event, context),
  classify: (error) => (error instanceof RangeError ? 'park' : 'retry'),
  retry: QUICK,
  ...more,
});
