import { parse } from 'yaml';
import { z } from 'zod';

const serviceSchema = z.looseObject({
  image: z.string().optional(),
  build: z.strictObject({ context: z.string(), args: z.record(z.string(), z.string()) }).optional(),
  environment: z.record(z.string(), z.string()).default({}),
  scale: z.number().default(1),
  secrets: z
    .array(
      z.union([
        z.string().transform((source) => ({ source, target: source })),
        z.strictObject({ source: z.string(), target: z.string() }),
      ]),
    )
    .default([]),
  ports: z.array(z.string()).default([]),
  volumes: z.array(z.string()).default([]),
  networks: z.array(z.string()).default([]),
  cap_drop: z.array(z.string()).default([]),
  mem_limit: z.string().optional(),
  pids_limit: z.number().optional(),
  logging: z.looseObject({ options: z.record(z.string(), z.string()) }).optional(),
  depends_on: z.record(z.string(), z.object({ condition: z.string() })).default({}),
  healthcheck: z.looseObject({ test: z.array(z.string()) }).optional(),
  command: z.array(z.string()).default([]),
});

const composeSchema = z.looseObject({
  services: z.record(z.string(), serviceSchema),
  networks: z.record(z.string(), z.unknown()),
  volumes: z.record(z.string(), z.unknown()).default({}),
  secrets: z.record(z.string(), z.strictObject({ environment: z.string() })).default({}),
});

/** A service of a compose file, as far as this workspace uses the format. */
export type ComposeService = Readonly<z.infer<typeof serviceSchema>>;

/** A compose file, likewise. */
export type ComposeFile = Readonly<z.infer<typeof composeSchema>>;

/** Reads a compose file. Throws on a shape that this workspace does not use. */
export const parseCompose = (text: string): ComposeFile => composeSchema.parse(parse(text, { merge: true }));
