import { readdir, readFile } from 'node:fs/promises';
import { SourceMap } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

const frame = z.object({
  functionName: z.string(),
  url: z.string(),
  lineNumber: z.int(),
  columnNumber: z.int(),
});

const profile = z.object({
  nodes: z.array(z.object({ id: z.int(), callFrame: frame, children: z.array(z.int()).default([]) })),
  /** Microseconds of the machine's monotonic clock. */
  startTime: z.number(),
  samples: z.array(z.int()),
  timeDeltas: z.array(z.number()),
});

/** A place in the code: a file, or `(idle)` and the like. */
export type Place = string;

/** Microseconds of the machine's monotonic clock, which profiles of other processes count by as well. */
export const monotonicMicros = (): number => Number(process.hrtime.bigint() / 1_000n);

/**
 * Where a process was between two moments, in microseconds by place.
 * @param folder of its CPU profile, `CPU.<date>.<time>.<pid>.….cpuprofile`
 */
export const placesOf = async (
  folder: string,
  pid: number,
  from: number,
  to: number,
): Promise<ReadonlyMap<Place, number>> => {
  const file = (await readdir(folder)).find((name) => name.split('.')[3] === String(pid));
  if (file === undefined) throw new Error(`Process ${pid} left no profile in ${folder}.`);
  const { nodes, samples, timeDeltas, startTime } = profile.parse(
    JSON.parse(await readFile(join(folder, file), 'utf8')),
  );
  const parents = new Map(nodes.flatMap(({ id, children }) => children.map((child) => [child, id])));
  const frames = new Map(nodes.map(({ id, callFrame }) => [id, callFrame]));
  const original = originals();
  const known = new Map<number, Place>();
  const placeOf = async (id: number): Promise<Place> => {
    const earlier = known.get(id);
    if (earlier !== undefined) return earlier;
    const callFrame = frames.get(id);
    const parent = parents.get(id);
    // What is written in C++ belongs to whoever calls it.
    const place =
      callFrame === undefined || (callFrame.url === '' && (parent === undefined || isSpecial(callFrame)))
        ? (callFrame?.functionName ?? '')
        : callFrame.url === '' && parent !== undefined
          ? await placeOf(parent)
          : await original(callFrame);
    known.set(id, place);
    return place;
  };
  const places = new Map<Place, number>();
  let at = startTime;
  for (const [index, id] of samples.entries()) {
    const delta = timeDeltas[index] ?? 0;
    at += delta;
    if (at < from || at > to) continue;
    const place = await placeOf(id);
    places.set(place, (places.get(place) ?? 0) + delta);
  }
  return places;
};

const isSpecial = ({ functionName }: z.output<typeof frame>): boolean =>
  ['(idle)', '(program)', '(garbage collector)'].includes(functionName);

/** Leads from a bundle's lines to the files that it was made of. */
const originals = (): ((callFrame: z.output<typeof frame>) => Promise<Place>) => {
  const maps = new Map<string, Promise<SourceMap | undefined>>();
  return async ({ url, lineNumber, columnNumber }) => {
    if (!url.startsWith('file:') || url.includes('/node_modules/')) return url;
    const map = maps.get(url) ?? readMap(fileURLToPath(url));
    maps.set(url, map);
    const entry = (await map)?.findEntry(lineNumber, columnNumber);
    return entry !== undefined && 'originalSource' in entry ? entry.originalSource : url;
  };
};

const sourceMap = z.looseObject({
  file: z.string().default(''),
  version: z.number(),
  sources: z.array(z.string()),
  sourcesContent: z.array(z.string()).default([]),
  names: z.array(z.string()),
  mappings: z.string(),
  sourceRoot: z.string().default(''),
});

const readMap = async (file: string): Promise<SourceMap | undefined> => {
  const text = await readFile(join(dirname(file), 'main.js.map'), 'utf8').catch(() => undefined);
  return text === undefined ? undefined : new SourceMap(sourceMap.parse(JSON.parse(text)));
};
