import { SignJWT } from 'jose';
import {
  allowInsecureRequests,
  clientCredentialsGrantRequest,
  ClientSecretPost,
  processClientCredentialsResponse,
} from 'oauth4webapi';
import type { AuthConfig, ClientCredentials } from './auth-config';
import { type IssuedToken, keptToken, type OwnToken, type ServiceIdentity } from './own-token';

const TIMEOUT_MS = 5_000;
const OWN_LIFE_S = 300;
/** When the issuer says nothing of it. */
const SHORTEST_LIFE_S = 60;

const scopeOf = ({ name, scopes }: ServiceIdentity): string => [`service:${name}`, ...scopes].join(' ');

const signed = async (
  { issuer, audience, algorithms: [alg = 'HS256'] }: AuthConfig,
  secret: Uint8Array,
  identity: ServiceIdentity,
): Promise<IssuedToken> => ({
  token: await new SignJWT({ scope: scopeOf(identity) })
    .setProtectedHeader({ alg })
    .setIssuer(issuer)
    .setAudience(audience)
    .setSubject(identity.name)
    .setIssuedAt()
    .setExpirationTime(`${OWN_LIFE_S}s`)
    .sign(secret),
  lifeInSeconds: OWN_LIFE_S,
});

const granted = async (
  { issuer, audience }: AuthConfig,
  { tokenUrl, id, secret }: ClientCredentials,
  identity: ServiceIdentity,
): Promise<IssuedToken> => {
  const server = { issuer, token_endpoint: tokenUrl.href };
  const client = { client_id: id };
  const response = await clientCredentialsGrantRequest(
    server,
    client,
    // In the body, since not every issuer decodes what RFC 6749 has encoded in a header: the hyphens of a UUID already.
    ClientSecretPost(secret),
    { scope: scopeOf(identity), audience },
    {
      signal: AbortSignal.timeout(TIMEOUT_MS),
      // Only this machine's own issuer may be asked without TLS: the configuration sees to it.
      [allowInsecureRequests]: tokenUrl.protocol === 'http:',
    },
  );
  const { access_token: token, expires_in: lifeInSeconds = SHORTEST_LIFE_S } =
    await processClientCredentialsResponse(server, client, response);
  return { token, lifeInSeconds };
};

const NONE: OwnToken = { headers: async () => ({}), refused: () => undefined };

/** @returns one without headers where nobody is asked, or where nothing says how the service gets a token */
export const ownToken = (auth: AuthConfig | undefined, identity: ServiceIdentity | undefined): OwnToken => {
  if (auth === undefined || identity === undefined) return NONE;
  const { keys, client } = auth;
  if (client !== undefined) return keptToken(() => granted(auth, client, identity));
  return keys.kind === 'secret' ? keptToken(() => signed(auth, keys.secret, identity)) : NONE;
};
