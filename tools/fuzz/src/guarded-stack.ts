import { freePortBase, type Stack, startStack } from '@event-sourcing/stack';
import { inTemporaryFolder, signedToken, ToolError, untilAborted } from '@event-sourcing/tools-kit';
import { randomBytes } from 'node:crypto';

/** A stack whose services ask who sends a request, and a token of an administrator. */
export interface GuardedStack {
  readonly stack: Stack;
  readonly token: string;
}

/** Streams end at once, so that whoever waits for the end of an answer gets one. */
const STREAM_MS = '10';

/** Starts a stack of its own for as long as it is used. */
export const withGuardedStack = <Result>(
  log: (line: string) => void,
  use: (guarded: GuardedStack) => Promise<Result>,
  signal: AbortSignal = new AbortController().signal,
): Promise<Result> =>
  inTemporaryFolder('event-sourcing-fuzz', async (dataDir) => {
    const auth = {
      AUTH_SECRET: randomBytes(32).toString('hex'),
      AUTH_ISSUER: 'https://issuer.example/',
      AUTH_AUDIENCE: 'fuzz',
    };
    const token = await signedToken({ sub: 'fuzz', scope: 'admin', lifeInSeconds: 86_400 }, auth);
    if (token === undefined) throw new ToolError('usage', 'A secret makes a token.');
    const env = { ...process.env, ...auth, STREAM_MAX_AGE_MS: STREAM_MS };
    const stack = await startStack({ dataDir, portBase: await freePortBase(), log, env, signal });
    return Promise.race([use({ stack, token }), stack.failed, untilAborted(signal)]).finally(() =>
      stack.stop(),
    );
  });
