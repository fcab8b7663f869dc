import { createServer, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { type CryptoKey, exportJWK, generateKeyPair, type JWK, type JWTPayload, SignJWT } from 'jose';

/** What a test says of a token that it asks for. */
export interface TokenWanted {
  readonly sub?: string;
  /** Divided by spaces. */
  readonly scope?: string;
  /** Seconds from now. */
  readonly expiresIn?: number;
  /** Claims beside these, or instead of them; `undefined` takes one away. */
  readonly claims?: JWTPayload;
}

interface SigningKey {
  readonly kid: string;
  readonly privateKey: CryptoKey;
  readonly publicJwk: JWK;
}

/** Makes tokens, and publishes the keys that they are verified with: an identity provider, for tests. */
export interface TokenIssuer {
  /** What a service under test reads to believe it. */
  readonly environment: Readonly<Record<string, string>>;
  readonly issuer: string;
  readonly audience: string;
  token(wanted?: TokenWanted): Promise<string>;
  /** The headers of a request with such a token. */
  as(sub: string, scope: string): Promise<Readonly<Record<string, string>>>;
  /** As it is published now. */
  readonly publicJwk: JWK;
  /** From now on another key is published and signed with. */
  rotate(): Promise<void>;
  /** What the key server answers from now on; with 200 and no body, the keys. */
  answerWith(status: number, body?: string): void;
  /** What the token endpoint was asked for. */
  readonly grants: readonly Readonly<Record<string, string>>[];
  /** How often the keys were asked for. */
  readonly asked: number;
  stop(): Promise<void>;
}

const newKey = async (kid: string): Promise<SigningKey> => {
  const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true });
  return { kid, privateKey, publicJwk: { ...(await exportJWK(publicKey)), kid, alg: 'ES256', use: 'sig' } };
};

/** Listens on a free port of this machine. */
export const startTokenIssuer = async (): Promise<TokenIssuer> => {
  let key = await newKey('key-1');
  let [made, asked] = [1, 0];
  let answer: { readonly status: number; readonly body?: string | undefined } = { status: 200 };
  const grants: TokenIssuer['grants'][number][] = [];
  const grant = async (request: IncomingMessage): Promise<string> => {
    const parameters = Object.fromEntries(new URLSearchParams(await text(request)));
    grants.push(parameters);
    const access_token = await token({ sub: 'client-7', scope: parameters.scope ?? '' });
    return JSON.stringify({ access_token, token_type: 'Bearer', expires_in: 60 });
  };
  const server = createServer((request, response) => {
    response.setHeader('content-type', 'application/json');
    if (request.method === 'POST') {
      void grant(request).then((granted) => response.end(granted));
      return;
    }
    asked += 1;
    response.writeHead(answer.status);
    response.end(answer.body ?? JSON.stringify({ keys: [key.publicJwk] }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The key server has no port.');
  const issuer = `http://127.0.0.1:${address.port}/`;
  const audience = 'bank-and-messages';

  const token: TokenIssuer['token'] = ({ sub = 'ann', scope = '', expiresIn = 60, claims = {} } = {}) => {
    const now = Math.floor(Date.now() / 1_000);
    const payload = { iss: issuer, aud: audience, sub, scope, iat: now, exp: now + expiresIn, ...claims };
    return new SignJWT(payload).setProtectedHeader({ alg: 'ES256', kid: key.kid }).sign(key.privateKey);
  };
  return {
    environment: { AUTH_ISSUER: issuer, AUTH_AUDIENCE: audience, AUTH_JWKS_URL: `${issuer}keys` },
    issuer,
    audience,
    token,
    as: async (sub, scope) => ({ authorization: `Bearer ${await token({ sub, scope })}` }),
    get publicJwk() {
      return key.publicJwk;
    },
    rotate: async () => {
      made += 1;
      key = await newKey(`key-${made}`);
    },
    answerWith: (status, body) => {
      answer = { status, body };
    },
    grants,
    get asked() {
      return asked;
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};
