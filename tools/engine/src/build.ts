import { runTool } from '@event-sourcing/tools-kit';
import { buildRust } from './install/build-rust';
import { engineHome } from './install/engine-home';

const command = {
  name: 'npm run engine:build',
  options: {},
  about:
    'Builds the fast build of the embedded engine, unless it is there. Needs Rust, takes about 5 minutes on 2 cores.',
};

await runTool(command, () => buildRust(engineHome(), (line) => console.log(line)));
