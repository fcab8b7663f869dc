import { isEngineError } from './engine-error';
import { buildRust } from './install/build-rust';
import { engineHome } from './install/engine-home';

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));

try {
  await buildRust(engineHome(), (line) => console.log(line));
} catch (error) {
  console.error(isEngineError(error) ? error.message : error);
  process.exitCode = 1;
}
