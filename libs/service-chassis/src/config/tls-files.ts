import { readFileSync } from 'node:fs';
import { createSecureContext } from 'node:tls';
import { z } from 'zod';

/** Where a service's certificate lies, followed by those that lead to its root, and its private key; both as PEM. */
export interface TlsFiles {
  readonly cert: string;
  readonly key: string;
}

/** What stands in them. */
export interface TlsIdentity {
  readonly cert: Buffer;
  readonly key: Buffer;
}

/** @throws Error when they cannot be read, or do not belong together */
export const readTlsFiles = ({ cert, key }: TlsFiles): TlsIdentity => {
  const identity = { cert: readFileSync(cert), key: readFileSync(key) };
  createSecureContext(identity);
  return identity;
};

const path = z.string().optional();

/** What a service reads from its environment to serve over TLS. */
export const tlsSettings = z
  .object({ TLS_CERT_FILE: path, TLS_KEY_FILE: path })
  .transform(({ TLS_CERT_FILE: cert, TLS_KEY_FILE: key }, context): TlsFiles | undefined => {
    if (cert === undefined && key === undefined) return undefined;
    if (cert !== undefined && key !== undefined) {
      const fault = faultOf({ cert, key });
      if (fault === undefined) return { cert, key };
      context.addIssue({ code: 'custom', path: ['TLS_CERT_FILE'], message: `and TLS_KEY_FILE: ${fault}` });
    } else {
      const missing = cert === undefined ? 'TLS_CERT_FILE' : 'TLS_KEY_FILE';
      context.addIssue({ code: 'custom', path: [missing], message: 'is missing beside the other' });
    }
    return z.NEVER;
  });

const faultOf = (files: TlsFiles): string | undefined => {
  try {
    readTlsFiles(files);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
};
