import { execaNode } from 'execa';

/** How long a service may take to finish what is in flight; the contract gives it 10 s. */
const GRACE_MS = 11_000;

/** A process that is replaced by a new one of the same command; at most one lives at a time. */
export interface Restartable {
  /** Ends the present process, if any, and starts the next. */
  restart(): Promise<void>;
  /** Ends the present process and starts none. */
  stop(): Promise<void>;
}

interface Running {
  /** Resolves with how it ended, in words. */
  readonly ended: Promise<string>;
  stop(): Promise<string>;
}

const start = (main: string, env: Readonly<NodeJS.ProcessEnv>): Running => {
  const nodeOptions = ['--enable-source-maps'];
  const ending = { reject: false, forceKillAfterDelay: GRACE_MS };
  const child = execaNode(main, { ...ending, nodeOptions, stdio: 'inherit', env });
  const ended = child.then(({ exitCode, signal }) => signal ?? `code ${exitCode ?? 'unknown'}`);
  return {
    ended,
    stop: () => {
      child.kill();
      return ended;
    },
  };
};

/** Runs `node --enable-source-maps <main>`; `onEnd` hears of every end that nobody asked for. */
export const restartable = (
  main: string,
  env: Readonly<NodeJS.ProcessEnv>,
  onEnd: (how: string) => void,
): Restartable => {
  let present: Running | undefined;
  // Changes can come faster than a service stops: restarts queue up behind each other.
  let last: Promise<void> = Promise.resolve();

  const replace = async (startNext: boolean): Promise<void> => {
    const previous = present;
    present = undefined;
    await previous?.stop();
    if (!startNext) return;
    const child = start(main, env);
    present = child;
    void child.ended.then((how) => present === child && onEnd(how));
  };
  const queue = (startNext: boolean): Promise<void> => (last = last.then(() => replace(startNext)));
  return { restart: () => queue(true), stop: () => queue(false) };
};
