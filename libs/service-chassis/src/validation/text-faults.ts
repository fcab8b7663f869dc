import type { Fault } from '@event-sourcing/domain-kernel';

interface Place {
  readonly path: readonly string[];
  readonly value: unknown;
}

const UNKNOWN = 'is unknown';
const LONE_SURROGATE = 'holds a lone surrogate';

/**
 * What no schema can be trusted to see, anywhere in a parsed body: lone surrogates, also in names of members,
 * and members named `__proto__`, which copying an object would lose.
 * Walks without recursion: 64 KiB can be nested 30,000 deep.
 */
export const textFaults = (body: unknown): readonly Fault[] => {
  const faults: Fault[] = [];
  const open: Place[] = [{ path: [], value: body }];
  for (let place = open.pop(); place !== undefined; place = open.pop()) {
    const { path, value } = place;
    if (typeof value === 'string') {
      if (!value.isWellFormed()) faults.push({ path: path.join('.'), message: LONE_SURROGATE });
    } else if (typeof value === 'object' && value !== null) {
      // Beyond this depth nothing of ours can stand: its owner is unknown to the schema.
      if (path.length >= 32) continue;
      for (const [name, member] of Object.entries(value)) {
        const memberPath = [...path, name.toWellFormed()];
        if (!name.isWellFormed()) faults.push({ path: memberPath.join('.'), message: LONE_SURROGATE });
        if (name === '__proto__') faults.push({ path: memberPath.join('.'), message: UNKNOWN });
        open.push({ path: memberPath, value: member });
      }
    }
  }
  return faults.reverse();
};
