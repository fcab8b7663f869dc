import { subset } from 'semver';
import type { Lock } from './manifest';

/** The packages that npm warns of, by their folders, on some Node of a range: each with the Nodes it is made for. */
export const packagesNotMadeFor = (range: string, lock: Lock): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(lock.packages).flatMap(([folder, { engines }]) =>
      folder === '' || engines?.node === undefined || subset(range, engines.node)
        ? []
        : [[folder, engines.node]],
    ),
  );
