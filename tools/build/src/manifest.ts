import { readFile } from 'node:fs/promises';
import { z } from 'zod';

const versions = z.record(z.string(), z.string());

const manifestSchema = z.looseObject({
  version: z.string(),
  license: z.string(),
  engines: versions,
  dependencies: versions,
});

const lockSchema = z.looseObject({
  packages: z.record(
    z.string(),
    z.looseObject({
      version: z.string().optional(),
      integrity: z.string().optional(),
      link: z.boolean().optional(),
      inBundle: z.boolean().optional(),
      dev: z.boolean().optional(),
      engines: z.looseObject({ node: z.string().optional() }).optional(),
      optionalDependencies: versions.optional(),
      peerDependenciesMeta: z
        .record(z.string(), z.looseObject({ optional: z.boolean().optional() }))
        .optional(),
    }),
  ),
});

/** The workspace's package.json, as far as a service's own is derived from it. */
export type Manifest = Readonly<z.infer<typeof manifestSchema>>;

/** A package-lock.json (version 3): every installed package by its folder. */
export type Lock = Readonly<z.infer<typeof lockSchema>>;

const readJson = async (path: string): Promise<unknown> => JSON.parse(await readFile(path, 'utf8'));

/** Reads a package.json; throws when a member that the build needs is missing. */
export const readManifest = async (path: string): Promise<Manifest> =>
  manifestSchema.parse(await readJson(path));

/** Reads a package-lock.json; throws when it is not one. */
export const readLock = async (path: string): Promise<Lock> => lockSchema.parse(await readJson(path));

/** Packages that something in the lock would use if they were there, and that are not there. */
export const absentOptionalPeers = (lock: Lock): readonly string[] => {
  const wanted = Object.values(lock.packages).flatMap((entry) =>
    Object.entries(entry.peerDependenciesMeta ?? {})
      .filter(([, meta]) => meta.optional === true)
      .map(([name]) => name),
  );
  return [...new Set(wanted)].filter((name) => lock.packages[`node_modules/${name}`] === undefined);
};
