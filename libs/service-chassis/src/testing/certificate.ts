import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { generate } from 'selfsigned';

/** A certificate of this machine that vouches for itself, and its key; both PEM. */
export interface Certificate {
  readonly cert: string;
  readonly key: string;
}

/** Makes one that nobody trusts yet. */
export const newCertificate = async (): Promise<Certificate> => {
  const names = [
    { type: 2, value: 'localhost' },
    { type: 7, ip: '127.0.0.1' },
  ] as const;
  const made = await generate([{ name: 'commonName', value: 'localhost' }], {
    keyType: 'ec',
    extensions: [{ name: 'subjectAltName', altNames: [...names] }],
  });
  return { cert: made.cert, key: made.private };
};

/** Writes it where a service reads it. @returns what the service's environment says of that */
export const certificateIn = async (folder: string, { cert, key }: Certificate) => {
  const environment = { TLS_CERT_FILE: join(folder, 'cert.pem'), TLS_KEY_FILE: join(folder, 'key.pem') };
  await writeFile(environment.TLS_CERT_FILE, cert);
  await writeFile(environment.TLS_KEY_FILE, key);
  return environment;
};

/** Trusts certificates for a while, as a process does that is started with `NODE_EXTRA_CA_CERTS`. */
export const trusting = async (
  certificates: readonly Certificate[],
  use: () => Promise<void>,
): Promise<void> => {
  const before = getCACertificates('default');
  setDefaultCACertificates([...before, ...certificates.map(({ cert }) => cert)]);
  try {
    await use();
  } finally {
    setDefaultCACertificates(before);
  }
};
