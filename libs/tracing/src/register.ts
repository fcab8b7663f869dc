import { isWanted } from './is-wanted';

// node --import ./tracing.js main.js: where nobody asks for traces, nothing more is loaded.
if (isWanted(process.env)) {
  const { startTracing } = await import('./start');
  startTracing();
}
