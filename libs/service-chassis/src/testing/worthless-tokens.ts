import { exportSPKI, generateKeyPair, importJWK, SignJWT, UnsecuredJWT } from 'jose';
import type { TokenIssuer, TokenWanted } from './token-issuer';

/** A request that nobody may get in with. */
export interface WorthlessToken {
  readonly name: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** Everything that a token can be and prove nothing. @param wanted what it would allow if it were good */
export const worthlessTokens = async (
  issuer: TokenIssuer,
  wanted: TokenWanted,
): Promise<readonly WorthlessToken[]> => {
  const good = await issuer.token(wanted);
  const [head = '', body = '', signature = ''] = good.split('.');
  const claims = { iss: issuer.issuer, aud: issuer.audience, ...wanted };
  const other = await generateKeyPair('ES256');
  const header = { alg: 'ES256', kid: issuer.publicJwk.kid ?? '' };
  const published = await importJWK(issuer.publicJwk, 'ES256', { extractable: true });
  if (published instanceof Uint8Array) throw new Error('The published key is a secret.');
  const pem = await exportSPKI(published);
  const confused = (secret: string) =>
    new SignJWT(claims)
      .setProtectedHeader({ ...header, alg: 'HS256' })
      .setExpirationTime('1m')
      .sign(new TextEncoder().encode(secret));
  const without = (claim: string) => issuer.token({ ...wanted, claims: { [claim]: undefined } });
  const past = await issuer.token({ ...wanted, expiresIn: -6 });
  const inAMinute = Math.floor(Date.now() / 1_000) + 60;
  const tokens: Readonly<Record<string, string>> = {
    expired: past,
    'not valid yet': await issuer.token({ ...wanted, claims: { nbf: inAMinute } }),
    'of another issuer': await issuer.token({ ...wanted, claims: { iss: 'https://else.where/' } }),
    'for another audience': await issuer.token({ ...wanted, claims: { aud: 'someone-else' } }),
    'that never expires': await without('exp'),
    'without a subject': await without('sub'),
    'without an issuer': await without('iss'),
    'without an audience': await without('aud'),
    'with a subject that is no name': await issuer.token({ ...wanted, claims: { sub: 'ann\n' } }),
    'that names two services': await issuer.token({ ...wanted, scope: 'service:a service:b' }),
    'signed by somebody else': await new SignJWT(claims)
      .setProtectedHeader(header)
      .setExpirationTime('1m')
      .sign(other.privateKey),
    'signed with a key that is not published': await new SignJWT(claims)
      .setProtectedHeader({ ...header, kid: 'else' })
      .setExpirationTime('1m')
      .sign(other.privateKey),
    'with claims that were changed': `${head}.${Buffer.from(
      Buffer.from(body, 'base64url').toString().replace('}', ',"admin":true}'),
    ).toString('base64url')}.${signature}`,
    'without a signature': `${head}.${body}.`,
    'of the algorithm none': new UnsecuredJWT(claims).setExpirationTime('1m').encode(),
    'signed with the public key as a secret': await confused(pem),
    'signed with the published key as a secret': await confused(JSON.stringify(issuer.publicJwk)),
    'that is none': 'none',
    'that is empty': '',
  };
  return [
    { name: 'no token', headers: {} },
    { name: 'a password', headers: { authorization: 'Basic YW5uOnNlY3JldA==' } },
    ...Object.entries(tokens).map(([name, token]) => ({
      name: `a token ${name}`,
      headers: { authorization: `Bearer ${token}` },
    })),
  ];
};
