import { isOnPath, ToolError } from '@event-sourcing/tools-kit';
import type { EngineKind } from './engine';
import { isRustBuilt } from './install/engine-home';

/** What the choice depends on. */
export interface Surroundings {
  readonly env: NodeJS.ProcessEnv;
  /** Where embedded engines are installed. */
  readonly home: string;
  /** What wrote the data that is there already; two engines never share files. */
  readonly writtenBy?: EngineKind | undefined;
}

/** An engine, and the reason for it in words. */
export interface Choice {
  readonly kind: EngineKind;
  readonly why: string;
}

const KINDS: readonly EngineKind[] = ['mongod', 'embedded-rust', 'embedded-python'];

const forced = ({ ENGINE_KIND }: NodeJS.ProcessEnv): EngineKind | undefined => {
  if (!ENGINE_KIND) return undefined;
  const kind = KINDS.find((known) => known === ENGINE_KIND);
  if (kind !== undefined) return kind;
  throw new ToolError(
    'engine-unavailable',
    `ENGINE_KIND is one of ${KINDS.join(', ')}, not "${ENGINE_KIND}".`,
  );
};

const remedy = (kind: EngineKind, { env, home }: Surroundings): string | undefined => {
  if (kind === 'mongod' && !isOnPath('mongod', env.PATH)) return 'mongod is not on the PATH: install it';
  if (kind === 'embedded-rust' && !isRustBuilt(home)) return 'it is not built here: run npm run engine:build';
  return undefined;
};

const insistOn = (kind: EngineKind, why: string, surroundings: Surroundings): Choice => {
  const missing = remedy(kind, surroundings);
  if (missing === undefined) return { kind, why };
  const message = `The engine must be ${kind} (${why}), but ${missing}, or start with other data (npm run reset).`;
  throw new ToolError('engine-unavailable', message);
};

/**
 * Chooses the engine: MONGODB_URI, then what ENGINE_KIND names or wrote the data, then mongod on the PATH,
 * then the embedded engine, its Rust build if it is there.
 * @throws ToolError `engine-unavailable` when one is insisted on that cannot be had
 */
export const chooseEngine = (surroundings: Surroundings): Choice => {
  const { env, home, writtenBy } = surroundings;
  if (env.MONGODB_URI) return { kind: 'uri', why: 'MONGODB_URI is set' };
  const kind = forced(env);
  if (kind !== undefined && writtenBy !== undefined && kind !== writtenBy) {
    const message = `ENGINE_KIND asks for ${kind}, but the data was written by ${writtenBy}. Unset it, or use other data.`;
    throw new ToolError('engine-unavailable', message);
  }
  if (kind !== undefined) return insistOn(kind, 'ENGINE_KIND asks for it', surroundings);
  if (writtenBy !== undefined) return insistOn(writtenBy, 'it wrote this data', surroundings);
  if (isOnPath('mongod', env.PATH))
    return { kind: 'mongod', why: 'it is on the PATH, and MONGODB_URI is not set' };
  return isRustBuilt(home)
    ? { kind: 'embedded-rust', why: 'it is built here; MONGODB_URI is not set, no mongod on the PATH' }
    : {
        kind: 'embedded-python',
        why: 'MONGODB_URI is not set, no mongod on the PATH, no Rust build (npm run engine:build)',
      };
};
