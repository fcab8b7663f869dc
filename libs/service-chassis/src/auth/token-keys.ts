import {
  createRemoteJWKSet,
  customFetch,
  errors,
  type FetchImplementation,
  type JWTVerifyGetKey,
} from 'jose';
import type { AuthKeys } from './auth-config';
import { keysAway } from './auth-problems';

/** A key that is not known is asked for again only after this: a rotated one is taken after as long at the latest. */
const COOL_DOWN_MS = 30_000;
/** For so long no key is asked for again that is known. */
const KEEP_MS = 10 * 60_000;
const TIMEOUT_MS = 5_000;
/** A key server that is away is asked once in this time, however many tokens come. */
const PAUSE_MS = 1_000;

const pausingFetch = (): FetchImplementation => {
  let pausedUntil = 0;
  return async (url, options) => {
    if (performance.now() < pausedUntil) throw new Error('The key server gave no keys a moment ago.');
    try {
      const response = await fetch(url, options);
      if (response.status !== 200) throw new Error(`The key server answered ${response.status}.`);
      return response;
    } catch (error) {
      pausedUntil = performance.now() + PAUSE_MS;
      throw error;
    }
  };
};

const isAboutTheToken = (error: unknown): boolean =>
  error instanceof errors.JWKSNoMatchingKey || error instanceof errors.JWKSMultipleMatchingKeys;

/**
 * The key for a token.
 * @throws Problem `try-again-later` when the key server cannot be reached or says something else than keys
 */
export const tokenKeys = (keys: AuthKeys): JWTVerifyGetKey => {
  if (keys.kind === 'secret') return () => keys.secret;
  const remote = createRemoteJWKSet(keys.url, {
    cooldownDuration: COOL_DOWN_MS,
    cacheMaxAge: KEEP_MS,
    timeoutDuration: TIMEOUT_MS,
    [customFetch]: pausingFetch(),
  });
  return async (header, token) => {
    try {
      return await remote(header, token);
    } catch (error) {
      throw isAboutTheToken(error) ? error : keysAway(error);
    }
  };
};
