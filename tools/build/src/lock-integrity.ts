import type { Lock } from './manifest';

/** A package of one version, and its folder in the lock. */
export interface LockedPackage {
  readonly folder: string;
  readonly name: string;
  readonly version: string;
}

/** Packages whose content the lock does not hold npm to: it has no checksum of them. */
export const packagesWithoutIntegrity = (lock: Lock): readonly LockedPackage[] =>
  Object.entries(lock.packages).flatMap(([folder, { version, integrity, link, inBundle }]) =>
    folder === '' || version === undefined || integrity !== undefined || link === true || inBundle === true
      ? []
      : [{ folder, name: folder.slice(folder.lastIndexOf('node_modules/') + 13), version }],
  );

/**
 * The lock with a checksum at each package that had none.
 * @param integrityOf asks the registry; nothing where it has no such package
 */
export const withIntegrity = async (
  lock: Lock,
  integrityOf: (one: LockedPackage) => Promise<string | undefined>,
): Promise<Lock> => {
  const found = await Promise.all(
    packagesWithoutIntegrity(lock).map(async (one) => ({ ...one, integrity: await integrityOf(one) })),
  );
  const packages = { ...lock.packages };
  for (const { folder, integrity } of found) {
    if (integrity !== undefined) packages[folder] = { ...packages[folder], integrity };
  }
  return { ...lock, packages };
};
