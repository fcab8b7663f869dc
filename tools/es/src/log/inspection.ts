import { pathToFileURL } from 'node:url';
import type { DecisionModels, DeclaredEventType } from '@event-sourcing/event-store';
import { path, ToolError } from '@event-sourcing/tools-kit';

/**
 * What a module of models exports, so that an operator sees the states that decisions are made on.
 *
 * ```ts
 * export const eventTypes = bankEventTypes;
 * export const modelsOf = (tag: string) => (tag.startsWith('account:') ? { account: account(tag.slice(8)) } : {});
 * ```
 */
export interface Inspection {
  /** The types of the log's events: older versions are shown in their present shape. */
  readonly eventTypes?: readonly DeclaredEventType[];
  /** The decision models of what a tag names. */
  readonly modelsOf?: (tag: string) => DecisionModels;
}

/** @throws ToolError `bad-file` when the module cannot be loaded, or exports nothing of it */
export const loadInspection = async (module: string | undefined): Promise<Inspection> => {
  if (module === undefined) return {};
  const loaded: unknown = await import(pathToFileURL(path(module)).href).catch((error: unknown) => {
    throw new ToolError(
      'bad-file',
      `${module} cannot be loaded: ${error instanceof Error ? error.message : String(error)}`,
      { cause: error },
    );
  });
  if (isInspection(loaded)) return loaded;
  throw new ToolError('bad-file', `${module} exports neither a function modelsOf nor a list eventTypes.`);
};

const isInspection = (loaded: unknown): loaded is Inspection => {
  if (typeof loaded !== 'object' || loaded === null) return false;
  const { eventTypes, modelsOf }: { eventTypes?: unknown; modelsOf?: unknown } = loaded;
  return (
    (eventTypes !== undefined || modelsOf !== undefined) &&
    (eventTypes === undefined || Array.isArray(eventTypes)) &&
    (modelsOf === undefined || typeof modelsOf === 'function')
  );
};
