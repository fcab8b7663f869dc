import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';

const members = z.record(z.string(), z.unknown());
const document = z.looseObject({
  paths: z.record(z.string(), members),
  components: z.record(z.string(), members),
});
type Document = z.infer<typeof document>;
type Members = z.infer<typeof members>;

/** Both, where what both have is the same. @throws Error naming what is not */
const union = (first: Members, second: Members, where: string): Members => {
  for (const [name, value] of Object.entries(second))
    if (Object.hasOwn(first, name) && !isDeepStrictEqual(first[name], value))
      throw new Error(`Two services mean different things by ${where} ${name}: name them apart.`);
  return { ...first, ...second };
};

const unionOfEach = (
  first: Readonly<Record<string, Members>>,
  second: Readonly<Record<string, Members>>,
): Record<string, Members> => {
  const both = { ...first };
  for (const [name, value] of Object.entries(second)) both[name] = union(both[name] ?? {}, value, name);
  return both;
};

const merge = (first: Document, second: Document): Document => ({
  ...first,
  paths: unionOfEach(first.paths, second.paths),
  components: unionOfEach(first.components, second.components),
});

/** One document of several services: they share what the chassis does for each of them, and nothing else. */
export const mergeDocuments = (texts: readonly string[]): Document =>
  texts.map((text) => document.parse(JSON.parse(text))).reduce(merge);
