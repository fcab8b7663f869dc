import { errors, type JWTPayload, jwtVerify, type JWTVerifyGetKey, type JWTVerifyOptions } from 'jose';
import type { Principal } from '../principal';
import { isProblem } from '../problems';
import type { AuthConfig } from './auth-config';
import { tokenInvalid } from './auth-problems';
import { principalFrom } from './principal-from';
import { tokenKeys } from './token-keys';

/** Clocks differ, by no more than this. */
const TOLERANCE_S = 5;

/** Makes a principal of a token. */
export interface TokenVerifier {
  /** @throws Problem `unauthenticated`; `try-again-later` when the key server cannot be reached */
  verify(token: string): Promise<Principal>;
}

const verified = async (
  token: string,
  keys: JWTVerifyGetKey,
  options: JWTVerifyOptions,
): Promise<JWTPayload> => {
  try {
    return (await jwtVerify(token, keys, options)).payload;
  } catch (error) {
    if (!(error instanceof errors.JWKSMultipleMatchingKeys)) throw error;
    // A token that names no key may be of any that fits it.
    for await (const key of error) {
      try {
        return (await jwtVerify(token, key, options)).payload;
      } catch (other) {
        if (!(other instanceof errors.JWSSignatureVerificationFailed)) throw other;
      }
    }
    throw new errors.JWSSignatureVerificationFailed();
  }
};

/** What is wrong with a token, for whoever holds it. */
const faultOf = (error: unknown): string => {
  if (error instanceof errors.JWTExpired) return 'The token has expired.';
  if (error instanceof errors.JWTClaimValidationFailed) {
    const { claim, reason } = error;
    if (reason === 'missing') return `The token lacks the claim ${claim}.`;
    return claim === 'nbf'
      ? 'The token is not valid yet.'
      : `The claim ${claim} of the token is not what it must be.`;
  }
  if (error instanceof errors.JOSEAlgNotAllowed) return 'The algorithm of the token is not allowed.';
  if (error instanceof errors.JWKSNoMatchingKey) return 'The token is signed with a key that is not known.';
  if (error instanceof errors.JWSSignatureVerificationFailed)
    return 'The signature of the token is not right.';
  return 'This is not a token that can be read.';
};

/** @param realm the service, for the challenge of RFC 6750 */
export const tokenVerifier = (
  { issuer, audience, keys, algorithms, admin }: AuthConfig,
  realm: string,
): TokenVerifier => {
  const keyFor = tokenKeys(keys);
  const options: JWTVerifyOptions = {
    issuer,
    audience,
    algorithms: [...algorithms],
    // Without this, a token that never expires would pass.
    requiredClaims: ['exp', 'sub'],
    clockTolerance: TOLERANCE_S,
  };
  return {
    verify: async (token) => {
      try {
        return principalFrom(await verified(token, keyFor, options), admin);
      } catch (error) {
        // Whatever else a token makes happen is the token's fault.
        throw isProblem(error) ? error : tokenInvalid(realm, faultOf(error), error);
      }
    },
  };
};
