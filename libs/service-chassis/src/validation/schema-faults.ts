import type { StandardSchemaV1 } from '@standard-schema/spec';
import type { Fault } from '@event-sourcing/domain-kernel';
import { faultPath } from './fault-path';

const segment = (part: PropertyKey | StandardSchemaV1.PathSegment): string =>
  String(typeof part === 'object' ? part.key : part);

/** Zod names unknown members in an issue of the object that holds them; each is a fault of its own. */
const unknownKeys = (issue: StandardSchemaV1.Issue): readonly string[] => {
  const keys: unknown = Reflect.get(issue, 'keys');
  return Reflect.get(issue, 'code') === 'unrecognized_keys' && Array.isArray(keys) ? keys.map(String) : [];
};

/**
 * The issues of a schema as faults.
 * @param at path of what was validated, for a single parameter
 */
export const schemaFaults = (
  issues: readonly StandardSchemaV1.Issue[],
  at: readonly string[] = [],
): readonly Fault[] =>
  issues.flatMap((issue) => {
    const path = [...at, ...(issue.path ?? []).map(segment)];
    const unknown = unknownKeys(issue);
    return unknown.length > 0
      ? unknown.map((key) => ({ path: faultPath([...path, key]), message: 'is unknown' }))
      : [{ path: faultPath(path), message: issue.message }];
  });
