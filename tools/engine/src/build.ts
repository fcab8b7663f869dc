import { engineHome, runTool, tool } from '@event-sourcing/tools-kit';
import { buildRust } from './install/build-rust';

const about =
  'Builds the fast build of the embedded engine, unless it is there. Needs Rust, takes about 5 minutes on 2 cores.';

await runTool(
  tool('npm run engine:build', about).action(() => buildRust(engineHome(), (line) => console.log(line))),
);
