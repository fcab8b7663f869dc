import type { INestApplication } from '@nestjs/common';
import { MetadataScanner, ModulesContainer, Reflector } from '@nestjs/core';
import { ACCESS, type Access } from '../auth';
import { UNPOSITIONED } from '../positions';
import { routeForm } from '../validation';
import { type DeclaredOperation, OPERATION } from './operation.decorator';

/** What a route says of itself, gathered from its decorators. */
export interface DeclaredRoute {
  readonly operation: DeclaredOperation;
  readonly access: Access | undefined;
  /** Whether it has to do with positions of the log. */
  readonly isPositioned: boolean;
  /** Whether a body may be left out. */
  readonly bodyIsOptional: boolean;
}

type Controller = (abstract new (...args: never[]) => object) & { readonly prototype: object };

const isController = (metatype: unknown): metatype is Controller => typeof metatype === 'function';

const accepts = (schema: ReturnType<typeof routeForm>['body']['whole']): boolean => {
  const result = schema?.['~standard'].validate(undefined);
  return result !== undefined && 'issues' in result && result.issues === undefined;
};

/** Every route of a service that declares its operation, by the operation's id. */
export const declaredRoutes = (app: INestApplication): ReadonlyMap<string, DeclaredRoute> => {
  const [reflector, scanner] = [new Reflector(), new MetadataScanner()];
  const found = new Map<string, DeclaredRoute>();
  const controllers = [...app.get(ModulesContainer).values()].flatMap((module) => [
    ...module.controllers.values(),
  ]);
  for (const { metatype } of controllers) {
    if (!isController(metatype)) continue;
    for (const name of scanner.getAllMethodNames(metatype.prototype)) {
      const handler: unknown = Reflect.get(metatype.prototype, name);
      if (typeof handler !== 'function') continue;
      const operation = reflector.get<DeclaredOperation | undefined>(OPERATION, handler);
      if (operation === undefined) continue;
      found.set(operation.id, {
        operation,
        access: reflector.getAllAndOverride<Access | undefined>(ACCESS, [handler, metatype]),
        isPositioned: !(
          reflector.getAllAndOverride<boolean | undefined>(UNPOSITIONED, [handler, metatype]) ?? false
        ),
        bodyIsOptional: accepts(routeForm(metatype, name).body.whole),
      });
    }
  }
  return found;
};
