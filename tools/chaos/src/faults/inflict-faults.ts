import { setTimeout as delay } from 'node:timers/promises';
import type { Random } from '@event-sourcing/histories';
import type { Log } from '@event-sourcing/tools-kit';
import type { FaultKind, Inflicted } from './fault';

/** What faults are done to. */
export interface Victim {
  readonly kinds: readonly FaultKind[];
  /** Resolves when everything works again, or with what does not, after a while. */
  readonly recovered: () => Promise<readonly string[]>;
  /** Milliseconds from the start of the run. */
  readonly now: () => number;
}

const MOST_TOGETHER = 3;

interface Chosen {
  readonly kind: FaultKind;
  readonly target: string;
  readonly afterMs: number;
  readonly lastsMs: number;
}

const choose = (kinds: readonly FaultKind[], random: Random): readonly Chosen[] => {
  const together = random.happens(0.6) ? 1 : random.between(2, MOST_TOGETHER);
  return Array.from({ length: together }, () => {
    const kind = random.pick(kinds);
    const target = random.pick(kind?.targets ?? []);
    const lastsMs = random.between(...(kind?.lasts ?? [0, 0]));
    return kind && target !== undefined ? [{ kind, target, lastsMs, afterMs: random.below(1_500) }] : [];
  }).flat();
};

/**
 * Does faults to something, one by one or some together, until told to stop, or until it does not work any more; then
 * everything is mended.
 * @param most faults after which it stops by itself
 */
export const inflictFaults = async (
  { kinds, recovered, now }: Victim,
  {
    random,
    log,
    signal,
    most,
  }: { readonly random: Random; readonly log: Log; readonly signal: AbortSignal; readonly most: number },
): Promise<{ readonly inflicted: readonly Inflicted[]; readonly troubles: readonly string[] }> => {
  const inflicted: Inflicted[] = [];
  let troubles: readonly string[] = [];
  const inflict = async ({ kind, target, afterMs, lastsMs }: Chosen, own: Random) => {
    await delay(afterMs);
    const began = now();
    const mend = await kind.inflict(target, own);
    await delay(lastsMs);
    await mend();
    return { fault: kind.name, target, began, mended: now() };
  };
  while (!signal.aborted && inflicted.length < most && troubles.length === 0) {
    const done = await Promise.all(choose(kinds, random).map((chosen) => inflict(chosen, random.fork())));
    troubles = await recovered();
    const at = now();
    inflicted.push(...done.map((one) => ({ ...one, recovered: at })));
    const names = done.map(({ fault, target }) => `${fault} of ${target}`).join(' and ');
    const mended = Math.max(...done.map((one) => one.mended));
    log(`${inflicted.length}: ${names}; recovered after ${Math.round(at - mended)} ms`);
    await delay(random.below(500));
  }
  return { inflicted, troubles };
};
