import { EVERYTHING, START } from '@event-sourcing/event-store';
import { openInstance, type Place } from '../instance';
import { startWriter } from '../processes/orders';

export interface OrderOptions extends Place {
  readonly events: number;
  readonly processes: number;
  /** In all processes together. */
  readonly writers: number;
  readonly stallMs: number;
  /** Of each kind. */
  readonly readers: number;
}

/** Several processes append while pollers and change-stream readers follow: each is to see exactly 1..N, in order. */
export const order = async ({ events, processes, writers, stallMs, readers, ...place }: OrderOptions) => {
  const [streaming, polling] = [
    await openInstance(place, { changeStream: true }),
    await openInstance(place, { changeStream: false }),
  ];
  const kinds = [
    { kind: 'change stream', instance: streaming },
    { kind: 'polling', instance: polling },
  ];
  const faults: string[] = [];
  const following = kinds.flatMap(({ kind, instance }) =>
    Array.from({ length: readers }, async () => {
      let seen = 0;
      const signal = new AbortController().signal;
      for await (const { position } of instance.subscriptions.follow({
        query: EVERYTHING,
        after: START,
        signal,
      })) {
        seen += 1;
        if (position !== seen) faults.push(`${kind}: ${position} came in place of ${seen}`);
        if (position >= events) break;
      }
      return { kind, seen };
    }),
  );
  const children = Array.from({ length: processes }, (_, index) => {
    const share = Math.floor(events / processes) + (index < events % processes ? 1 : 0);
    return startWriter({ ...place, writers: writers / processes, events: share, stallMs });
  });
  for (const { exited } of children) {
    const { code } = await exited;
    if (code !== 0) faults.push(`a writer ended with ${String(code)}`);
  }
  const seen = faults.length === 0 ? await Promise.all(following) : [];
  const commits = await streaming.store.db.collection('commits').countDocuments();
  for (const { instance } of kinds) await instance.close();
  return { events, commits, readers: seen, faults };
};
