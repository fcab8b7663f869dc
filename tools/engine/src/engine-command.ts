import { pythonExecutable, rustExecutable } from './install/engine-home';
import type { EngineKind } from './engine';

/** The name under which a `mongod` that we start is its own replica set. */
export const REPLICA_SET = 'dev';

interface Place {
  readonly home: string;
  readonly port: number;
  readonly files: string;
}

const embedded = ({ port, files }: Place): readonly string[] => [
  ...['--host', '127.0.0.1', '--port', String(port), '--storage-path', files],
  ...['--cache-size', '1G', '--log-level', 'WARNING'],
  // Without it the engine acknowledges what a kill -9 then loses.
  '--sync-on-commit',
];

const mongod = ({ port, files }: Place): readonly string[] => [
  ...['--bind_ip', '127.0.0.1', '--port', String(port), '--dbpath', files, '--replSet', REPLICA_SET],
];

/** The command line that starts an engine of a kind. */
export const engineCommand = (
  kind: Exclude<EngineKind, 'uri'>,
  place: Place,
): { readonly command: string; readonly args: readonly string[] } => {
  switch (kind) {
    case 'mongod':
      return { command: 'mongod', args: mongod(place) };
    case 'embedded-rust':
      return { command: rustExecutable(place.home), args: embedded(place) };
    case 'embedded-python': {
      const main = 'from secantus.cli import main; raise SystemExit(main())';
      return { command: pythonExecutable(place.home), args: ['-c', main, ...embedded(place)] };
    }
  }
};
