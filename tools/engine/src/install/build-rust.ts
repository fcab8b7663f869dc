import { installInto, isOnPath, type Log, runStep, ToolError } from '@event-sourcing/tools-kit';
import { isRustBuilt, rustExecutable, rustHome } from './engine-home';
import { RUST } from './versions';

const CARGO_MISSING = [
  'Building the fast engine needs Rust, and there is no cargo on the PATH.',
  'Install it from https://rustup.rs (with a C compiler and CMake), then run npm run engine:build again.',
  'Nothing else needs it: without it the slower build of the same engine is used.',
].join('\n');

/**
 * Builds the Rust build of the embedded engine, unless it is there. Takes about 5 minutes on 2 cores.
 * @throws ToolError `engine-unavailable` without cargo, `step-failed` when the build fails
 */
export const buildRust = async (home: string, log: Log): Promise<void> => {
  if (isRustBuilt(home))
    return log(`${RUST.crate} ${RUST.version} is there already: ${rustExecutable(home)}`);
  if (!isOnPath('cargo')) throw new ToolError('engine-unavailable', CARGO_MISSING);
  log(`Building ${RUST.crate} ${RUST.version} into ${rustHome(home)}, once; about 5 minutes on 2 cores.`);
  await installInto(rustHome(home), (draft) =>
    runStep(
      {
        title: `Building ${RUST.crate}`,
        command: 'cargo',
        // The crate asks for a newer compiler than it needs, hence --ignore-rust-version.
        args: [
          'install',
          RUST.crate,
          '--version',
          RUST.version,
          '--locked',
          '--ignore-rust-version',
          '--root',
          draft,
        ],
        shows: /^\s*(Updating|Downloaded|Compiling|Finished|Installing|error)/,
      },
      { log },
    ),
  );
  log(`Built. From now on it is chosen by itself: ${rustExecutable(home)}`);
};
