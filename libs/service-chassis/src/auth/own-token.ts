/** The token by which this service calls others. */
export abstract class OwnToken {
  /** The headers of a request to another service; none where nobody is asked who they are. */
  abstract headers(): Promise<Readonly<Record<string, string>>>;
  /** The last one was refused: the next request gets a new one. */
  abstract refused(): void;
}

/** Who this service is to others. */
export interface ServiceIdentity {
  /** `bank`: its tokens have the scope `service:bank`. */
  readonly name: string;
  /** What it may do at others: `['messages:write']`. */
  readonly scopes: readonly string[];
}

export interface IssuedToken {
  readonly token: string;
  readonly lifeInSeconds: number;
}

/** Of its life, after which a new one is taken, so that none expires on its way. */
const RENEWED_AFTER = 0.8;

/** Keeps a token for as long as it is good; many who need one at once ask for one. */
export const keptToken = (issue: () => Promise<IssuedToken>): OwnToken => {
  let kept: { readonly token: string; readonly renewAt: number } | undefined;
  let asking: Promise<string> | undefined;
  const ask = async (): Promise<string> => {
    const { token, lifeInSeconds } = await issue();
    kept = { token, renewAt: Date.now() + lifeInSeconds * RENEWED_AFTER * 1_000 };
    return token;
  };
  const current = (): string | Promise<string> => {
    if (kept !== undefined && Date.now() < kept.renewAt) return kept.token;
    return (asking ??= ask().finally(() => {
      asking = undefined;
    }));
  };
  return {
    headers: async () => ({ authorization: `Bearer ${await current()}` }),
    refused: () => {
      kept = undefined;
    },
  };
};
