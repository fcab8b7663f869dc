import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { interpreterIn } from '@event-sourcing/tools-kit';
import { PYTHON, RUST } from './versions';

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
