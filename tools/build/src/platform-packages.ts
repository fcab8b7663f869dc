import type { Lock } from './manifest';

/** A package that the lock asks for, if the platform fits, and does not describe. */
export interface MissingPackage {
  readonly name: string;
  readonly version: string;
  readonly dev: boolean;
}

/**
 * Optional packages that a lock names and does not hold. npm leaves them out when the registry has no such
 * package, as a partial mirror may; and `npm ci` refuses a lock without them, everywhere.
 */
export const missingPackages = (lock: Lock): readonly MissingPackage[] =>
  Object.values(lock.packages).flatMap(({ optionalDependencies = {}, dev = false }) =>
    Object.entries(optionalDependencies)
      .filter(([name]) => !Object.keys(lock.packages).some((path) => path.endsWith(`node_modules/${name}`)))
      .map(([name, version]) => ({ name, version, dev })),
  );

const platforms = 'aix android darwin freebsd linux netbsd openbsd openharmony win32'.split(' ');

/** `@scope/name-linux-arm64-musl` says where it runs: `{ os: ['linux'], cpu: ['arm64'], libc: ['musl'] }`. */
export const platformOf = (name: string): Readonly<Record<string, readonly string[]>> => {
  const words = name.split('-');
  const os = words.find((word) => platforms.includes(word));
  if (os === undefined) return words.includes('wasm32') ? { cpu: ['wasm32'] } : {};
  const [cpu = '', abi = ''] = words.slice(words.indexOf(os) + 1);
  if (os !== 'linux' || abi === '') return { os: [os], cpu: [cpu] };
  return { os: [os], cpu: [cpu], libc: [abi.startsWith('musl') ? 'musl' : 'glibc'] };
};

/** Adds what is missing, sorted in, at the version that is asked for. */
export const completeLock = (lock: Lock): Lock => {
  const added = missingPackages(lock).map(({ name, version, dev }): [string, Lock['packages'][string]] => [
    `node_modules/${name}`,
    { version, ...platformOf(name), ...(dev ? { dev } : {}), optional: true },
  ]);
  const byPath = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number =>
    a.localeCompare(b, 'en');
  const packages = Object.fromEntries([...Object.entries(lock.packages), ...added].sort(byPath));
  return { ...lock, packages };
};
