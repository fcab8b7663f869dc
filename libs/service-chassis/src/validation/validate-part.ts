import type { StandardSchemaV1 } from '@standard-schema/spec';
import type { Fault } from '@event-sourcing/domain-kernel';
import { faultPath } from './fault-path';
import type { PartForm } from './route-form';
import { schemaFaults } from './schema-faults';

/** A value of its form, or what is wrong with it. */
export interface Validated {
  readonly value: unknown;
  readonly faults: readonly Fault[];
}

const NO_FAULTS: readonly Fault[] = [];

/** In one turn: a form is a matter of the request alone, and every wait costs each request. */
const validate = (schema: StandardSchemaV1, value: unknown, at: readonly string[]): Validated => {
  const result = schema['~standard'].validate(value);
  if (result instanceof Promise) throw new Error('The schema of a part of a request is synchronous.');
  return result.issues === undefined
    ? { value: result.value, faults: NO_FAULTS }
    : { value: undefined, faults: schemaFaults(result.issues, at) };
};

/**
 * Validates query or path parameters: by the schema of the whole, else one by one.
 * @param refuseUnknown whether parameters without a schema are refused (path parameters always have a place)
 */
export const validateParameters = (
  { whole, single }: PartForm,
  parameters: Readonly<Record<string, string>>,
  refuseUnknown: boolean,
): Validated => {
  if (whole !== undefined) return validate(whole, parameters, []);
  const parsed = new Map<string, unknown>(Object.entries(parameters));
  const faults: Fault[] = [];
  for (const [name, schema] of single) {
    const result = validate(schema, parameters[name], [name]);
    if (result.faults.length === 0 && result.value === undefined) parsed.delete(name);
    else parsed.set(name, result.value);
    faults.push(...result.faults);
  }
  const unknown = refuseUnknown ? Object.keys(parameters).filter((name) => !single.has(name)) : [];
  for (const name of unknown) faults.push({ path: faultPath([name]), message: 'is unknown' });
  return { value: Object.fromEntries(parsed), faults };
};

const isEmpty = (body: unknown): boolean =>
  body === undefined || (typeof body === 'object' && body !== null && Object.keys(body).length === 0);

const NOTHING_EXPECTED: readonly Fault[] = [{ path: '', message: 'A body is not expected here.' }];
const MISSING: readonly Fault[] = [{ path: '', message: 'A body is needed: a JSON object.' }];

/** Validates a body; where none is expected, an empty object is as good as none. An optional schema lets it be absent. */
export const validateBody = ({ whole, single }: PartForm, body: unknown): Validated => {
  if (whole !== undefined) {
    const validated = validate(whole, body, []);
    return body === undefined && validated.faults.length > 0 ? { ...validated, faults: MISSING } : validated;
  }
  if (single.size > 0) throw new Error('Give a body one schema: @Body({ schema }).');
  return { value: undefined, faults: isEmpty(body) ? NO_FAULTS : NOTHING_EXPECTED };
};
