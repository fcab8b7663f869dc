import type { Fault } from '@event-sourcing/domain-kernel';
import { faultPath } from './fault-path';

interface Place {
  readonly names: readonly string[];
  readonly value: unknown;
}

const UNKNOWN = 'is unknown';
const LONE_SURROGATE = 'holds a lone surrogate';

/**
 * What no schema can be trusted to see in a parsed body: lone surrogates, and members named `__proto__`, which
 * copying an object would lose.
 * @param known the faults that the schema has seen: what is inside such a place, an unknown member above all, is as
 *   large and as deep as its sender likes, and is not looked at
 */
export const textFaults = (body: unknown, known: readonly Fault[]): readonly Fault[] => {
  const faulty = new Set(known.map(({ path }) => path));
  const faults: Fault[] = [];
  const open: Place[] = faulty.has('') ? [] : [{ names: [], value: body }];
  for (let place = open.pop(); place !== undefined; place = open.pop()) {
    const { names, value } = place;
    if (typeof value === 'string') {
      if (!value.isWellFormed()) faults.push({ path: faultPath(names), message: LONE_SURROGATE });
    } else if (typeof value === 'object' && value !== null) {
      for (const [name, member] of Object.entries(value)) {
        const memberNames = [...names, name];
        const path = faultPath(memberNames);
        if (faulty.has(path)) continue;
        if (name === '__proto__') faults.push({ path, message: UNKNOWN });
        else open.push({ names: memberNames, value: member });
      }
    }
  }
  return faults.reverse();
};
