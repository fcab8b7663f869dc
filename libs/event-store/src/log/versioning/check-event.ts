import type { StandardSchemaV1 } from '@standard-schema/spec';
import { type EventData, invalidAppend } from '../../contract';
import type { DeclaredEventType } from './event-type';

/**
 * Checks what is to be appended against the declaration of its type.
 * @param path where it stands, for the error: `events[0]`
 * @throws EventStoreError `invalid-append`, which names every fault
 */
export const checkEvent = (declared: DeclaredEventType | undefined, event: EventData, path: string): void => {
  const { type, version, data } = event;
  const what = { path, type, version };
  if (!declared) {
    throw invalidAppend(
      `${path} is of type ${type}, version ${version}, and this store knows no such type; declare it.`,
      what,
    );
  }
  if (version !== declared.version) {
    throw invalidAppend(
      `${path} is ${type} in version ${version}; what is written today is version ${declared.version}.`,
      { ...what, writtenVersion: declared.version },
    );
  }
  const faults = faultsOf(declared, event, path);
  if (faults.length > 0) {
    const told = faults.map((fault) => `${fault.path}: ${fault.message}`).join('; ');
    throw invalidAppend(`${path} is no ${type} of version ${version}: ${told}.`, { ...what, faults });
  }
  if (declared.tags) checkTags(declared.tags(data), event, path);
};

const faultsOf = (
  { schema, type }: DeclaredEventType,
  { data }: EventData,
  path: string,
): readonly { readonly path: string; readonly message: string }[] => {
  const result = schema['~standard'].validate(data);
  if ('then' in result) {
    // What it comes to does not matter; only its rejection must not end the process.
    result.catch(() => undefined);
    throw invalidAppend(
      `${path} cannot be checked: the schema of ${type} answers with a promise. Declare one that answers at once.`,
      { path, type },
    );
  }
  return (result.issues ?? []).map((issue) => ({
    path: `${path}.data${pathOf(issue)}`,
    message: issue.message,
  }));
};

const pathOf = ({ path = [] }: StandardSchemaV1.Issue): string =>
  path
    .map((segment) => String(typeof segment === 'object' ? segment.key : segment))
    .map((key) => (/^\d+$/.test(key) ? `[${key}]` : `.${key}`))
    .join('');

const checkTags = (derived: readonly string[], { type, tags }: EventData, path: string): void => {
  const missing = derived.filter((tag) => !tags.includes(tag));
  const stray = tags.filter((tag) => !derived.includes(tag));
  if (missing.length + stray.length === 0) return;
  throw invalidAppend(
    `${path} does not have the tags that ${type} derives from its data: ` +
      [
        missing.length > 0 ? `missing ${missing.join(', ')}` : '',
        stray.length > 0 ? `not derived ${stray.join(', ')}` : '',
      ]
        .filter(Boolean)
        .join('; ') +
      '.',
    { path, type, missing, stray },
  );
};
