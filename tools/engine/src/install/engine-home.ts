import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { interpreterIn } from './python-environment';
import { PYTHON, RUST } from './versions';

/** A variable that is empty is as good as not set. */
const given = (value: string | undefined): string | undefined => (value === '' ? undefined : value);

/** Where embedded engines are installed: outside the checkout, so that clones share them. */
export const engineHome = (env: NodeJS.ProcessEnv = process.env): string =>
  given(env.ENGINE_HOME) ??
  join(given(env.XDG_CACHE_HOME) ?? join(homedir(), '.cache'), 'event-sourcing', 'engine');

/** Folder of the Rust build. */
export const rustHome = (home: string): string => join(home, `rust-${RUST.version}`);

/** Executable of the Rust build. */
export const rustExecutable = (home: string): string => join(rustHome(home), 'bin', RUST.command);

/** Folder of the Python build: a virtual environment. */
export const pythonHome = (home: string): string => join(home, `python-${PYTHON.version}`);

/** Interpreter of the Python build. */
export const pythonExecutable = (home: string): string => interpreterIn(pythonHome(home));

/** Whether the Rust build is there. */
export const isRustBuilt = (home: string): boolean => existsSync(rustExecutable(home));

/** Whether the Python build is there. */
export const isPythonInstalled = (home: string): boolean => existsSync(pythonExecutable(home));
