import { CUSTOM_ROUTE_ARGS_METADATA, ROUTE_ARGS_METADATA, RouteParamtypes } from '@nestjs/common/internal';
import type { StandardSchemaV1 } from '@standard-schema/spec';

/** The schema of a part as a whole, or of single parameters of it. */
export interface PartForm {
  readonly whole?: StandardSchemaV1;
  readonly single: ReadonlyMap<string, StandardSchemaV1>;
}

/** What a route says of its form, by `@Body({ schema })`, `@Query({ schema })` and `@Param({ schema })`. */
export interface RouteForm {
  readonly body: PartForm;
  readonly query: PartForm;
  readonly params: PartForm;
}

interface Argument {
  readonly data?: unknown;
  readonly schema?: StandardSchemaV1;
}

/** Nest's own metadata: what it writes there is what its decorators declare. */
const isMetadata = (metadata: unknown): metadata is Readonly<Record<string, Argument>> =>
  typeof metadata === 'object' && metadata !== null;

type Controller = abstract new (...args: never[]) => unknown;

const argumentsOf = (controller: Controller, method: string): readonly (readonly [string, Argument])[] => {
  const metadata: unknown = Reflect.getMetadata(ROUTE_ARGS_METADATA, controller, method);
  return Object.entries(isMetadata(metadata) ? metadata : {}).filter(
    ([key]) => !key.includes(CUSTOM_ROUTE_ARGS_METADATA),
  );
};

const partForm = (parameters: readonly (readonly [string, Argument])[], type: number): PartForm => {
  const single = new Map<string, StandardSchemaV1>();
  let whole: StandardSchemaV1 | undefined;
  for (const [key, { data, schema }] of parameters) {
    // Nest's key: the kind of parameter, a colon, its index.
    if (schema === undefined || Number(key.split(':')[0]) !== type) continue;
    if (typeof data === 'string') single.set(data, schema);
    else whole = schema;
  }
  return { single, ...(whole !== undefined && { whole }) };
};

/** Reads a handler's form from its parameters, once: it never changes. */
export const routeForm = (controller: Controller, method: string): RouteForm => {
  const parameters = argumentsOf(controller, method);
  return {
    body: partForm(parameters, RouteParamtypes.BODY),
    query: partForm(parameters, RouteParamtypes.QUERY),
    params: partForm(parameters, RouteParamtypes.PARAM),
  };
};
