import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { z } from 'zod';

const names = z.array(z.string()).readonly();

const attempt = z.object({
  commitId: z.string(),
  events: z.array(z.object({ type: z.string(), tags: names })).readonly(),
  condition: z
    .object({
      failIfEventsMatch: z.object({
        items: z.array(z.object({ types: names.exactOptional(), tags: names.exactOptional() })).readonly(),
      }),
      after: z.number().exactOptional(),
    })
    .exactOptional(),
});

const outcome = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('stored'), position: z.number() }),
  z.object({ kind: z.literal('conflict'), foundAt: z.number() }),
  z.object({ kind: z.literal('unknown') }),
  z.object({ kind: z.literal('error'), message: z.string() }),
]);

const tried = z.object({ attempt, outcome });

/** What a worker tried. */
export type Attempt = Readonly<z.infer<typeof attempt>>;

/** What it was told. */
export type Outcome = Readonly<z.infer<typeof outcome>>;

/** One line of a worker's record. */
export type Tried = Readonly<z.infer<typeof tried>>;

/** Everything that a process has recorded. */
export const readRecord = async (file: string): Promise<Tried[]> => {
  const all: Tried[] = [];
  for await (const line of createInterface({ input: createReadStream(file) }))
    all.push(tried.parse(JSON.parse(line)));
  return all;
};
