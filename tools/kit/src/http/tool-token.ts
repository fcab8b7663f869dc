import { readFileSync } from 'node:fs';
import { SignJWT } from 'jose';
import { ToolError } from '../tool-error';

/** Who a tool is to the services, and what it may do. */
export interface TokenWanted {
  readonly sub: string;
  /** Divided by spaces. */
  readonly scope: string;
  readonly lifeInSeconds: number;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** A variable that is empty is one that nobody set. */
const set = (variable: string | undefined): string | undefined => (variable === '' ? undefined : variable);

const secretIn = ({ AUTH_SECRET, AUTH_SECRET_FILE }: Environment): string | undefined => {
  const file = set(AUTH_SECRET_FILE);
  if (file === undefined) return set(AUTH_SECRET);
  try {
    return readFileSync(file, 'utf8').replace(/\r?\n$/, '');
  } catch (error) {
    throw new ToolError('usage', `AUTH_SECRET_FILE cannot be read: ${file}.`, { cause: error });
  }
};

/**
 * Makes a token with the secret that the services believe, from the variables that they read.
 * @returns `undefined` where no secret is given
 * @throws ToolError `usage` when the other variables are missing
 */
export const signedToken = async (
  { sub, scope, lifeInSeconds }: TokenWanted,
  environment: Environment = process.env,
): Promise<string | undefined> => {
  const secret = secretIn(environment);
  if (secret === undefined) return undefined;
  const { AUTH_ISSUER: issuer, AUTH_AUDIENCE: audience } = environment;
  if (!issuer || !audience) {
    throw new ToolError('usage', 'Set AUTH_ISSUER and AUTH_AUDIENCE too, as the services have them.');
  }
  return new SignJWT({ scope })
    .setProtectedHeader({ alg: 'HS256' })
    .setIssuer(issuer)
    .setAudience(audience)
    .setSubject(sub)
    .setIssuedAt()
    .setExpirationTime(`${lifeInSeconds}s`)
    .sign(new TextEncoder().encode(secret));
};

/** The token of a tool that drives the services: `AUTH_TOKEN` as it is, else one made with the secret, else none. */
export const toolToken =
  (sub: string, environment: Environment = process.env) =>
  async (): Promise<string | undefined> =>
    set(environment.AUTH_TOKEN) ?? signedToken({ sub, scope: 'admin', lifeInSeconds: 60 }, environment);
