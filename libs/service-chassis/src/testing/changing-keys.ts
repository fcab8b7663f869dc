import { askEvery, type RouteSample } from './route-samples';
import type { TestClient } from './test-client';
import type { TokenIssuer } from './token-issuer';

/** Beyond what a service waits before it asks for a key again that it does not know. */
const COOL_DOWN_MS = 31_000;
/** Beyond what it keeps keys for. */
const KEPT_MS = 11 * 60_000;
const LONG_S = 3_600;

/** The library reckons both, and the life of a token, by this clock. */
const later = async <Result>(ms: number, use: () => Promise<Result>): Promise<Result> => {
  const { now } = Date;
  Date.now = () => now() + ms;
  try {
    return await use();
  } finally {
    Date.now = now;
  }
};

type Answers = Readonly<Record<string, string>>;

/** An administrator's, good for longer than any of it takes. */
const headersOf = async (issuer: TokenIssuer): Promise<Readonly<Record<string, string>>> => ({
  authorization: `Bearer ${await issuer.token({ sub: 'root', scope: 'admin', expiresIn: LONG_S })}`,
});

/**
 * What every route answers when the issuer has changed its key: to a token of the new one, which is not known yet, and
 * to one of the old one, when the new one is.
 * @param first a request that changes nothing: `GET /projections`
 */
export const askWithChangedKeys = async (
  issuer: TokenIssuer,
  client: TestClient,
  samples: readonly RouteSample[],
  first: string,
): Promise<{ readonly known: number; readonly ofNew: Answers; readonly ofOld: Answers }> => {
  const old = await headersOf(issuer);
  const [method = '', path = ''] = first.split(' ');
  await client.request(method, path, { headers: old });
  await issuer.rotate();
  const renewed = await headersOf(issuer);
  const ofNew = await askEvery(client, samples, renewed);
  const { status: known } = await later(COOL_DOWN_MS, () =>
    client.request(method, path, { headers: renewed }),
  );
  return { known, ofNew, ofOld: await askEvery(client, samples, old) };
};

/** What every route answers to a good token while nobody can read the keys. */
export const askWithoutKeys = async (
  issuer: TokenIssuer,
  client: TestClient,
  samples: readonly RouteSample[],
): Promise<Answers> => {
  const headers = await headersOf(issuer);
  issuer.answerWith(500);
  try {
    return await later(KEPT_MS, () => askEvery(client, samples, headers));
  } finally {
    issuer.answerWith(200);
  }
};
