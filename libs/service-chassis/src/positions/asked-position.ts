import type { FastifyRequest } from 'fastify';
import type { StandardSchemaV1 } from '@standard-schema/spec';
import type { Fault } from '@event-sourcing/domain-kernel';
import { queryInteger, queryPosition, schemaFaults } from '../validation';
import { headerFault, singleHeader } from '../request';

/** Five seconds, when `timeout` is not given. */
const DEFAULT_TIMEOUT_MS = 5_000;
const timeoutSchema = queryInteger(0, 30_000);

export interface AskedPosition {
  readonly after?: number;
  readonly timeoutMs: number;
  /** The query without the two parameters. */
  readonly rest: Readonly<Record<string, string>>;
  readonly faults: readonly Fault[];
}

const parse = <T>(
  schema: StandardSchemaV1<unknown, T>,
  value: string,
  name: string,
  faults: Fault[],
): T | undefined => {
  const result = schema['~standard'].validate(value);
  if (result instanceof Promise) throw new Error('A schema of a parameter is synchronous.');
  if (result.issues === undefined) return result.value;
  faults.push(...schemaFaults(result.issues, [name]));
  return undefined;
};

/** Reads `?after=`, `?timeout=` and `Min-Log-Position` of a query. */
export const askedPosition = (
  request: FastifyRequest,
  { after, timeout, ...rest }: Readonly<Record<string, string>>,
): AskedPosition => {
  const faults: Fault[] = [];
  const header = singleHeader(request, 'min-log-position');
  if (header?.ok === false) faults.push(headerFault('Min-Log-Position', header, ''));
  if (header !== undefined && after !== undefined) {
    faults.push({ path: 'after', message: 'must not be given beside the header Min-Log-Position' });
  }
  const fromQuery = after === undefined ? undefined : parse(queryPosition, after, 'after', faults);
  const fromHeader = header?.ok ? parse(queryPosition, header.value, 'Min-Log-Position', faults) : undefined;
  const position = fromQuery ?? fromHeader;
  const timeoutMs =
    timeout === undefined ? DEFAULT_TIMEOUT_MS : (parse(timeoutSchema, timeout, 'timeout', faults) ?? 0);
  return { rest, timeoutMs, faults, ...(position !== undefined && { after: position }) };
};
