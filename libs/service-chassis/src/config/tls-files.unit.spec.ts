import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { certificateIn, newCertificate } from '../testing';
import { tlsSettings } from './tls-files';

let folder: string;
let environment: Awaited<ReturnType<typeof certificateIn>>;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tls-files-'));
  environment = await certificateIn(folder, await newCertificate());
});
afterAll(() => rm(folder, { recursive: true }));

const faultsOf = (given: object): readonly string[] =>
  tlsSettings.safeParse(given).error?.issues.map(({ path, message }) => `${path.join('.')} ${message}`) ?? [];

describe('TLS in the environment', () => {
  it('is none, or a certificate with its key', () => {
    expect(tlsSettings.parse({})).toBeUndefined();
    expect(tlsSettings.parse(environment)).toEqual({
      cert: environment.TLS_CERT_FILE,
      key: environment.TLS_KEY_FILE,
    });
  });

  it('is refused when there is only half of it', () => {
    const { TLS_CERT_FILE, TLS_KEY_FILE } = environment;
    expect(faultsOf({ TLS_CERT_FILE })).toEqual(['TLS_KEY_FILE is missing beside the other']);
    expect(faultsOf({ TLS_KEY_FILE })).toEqual(['TLS_CERT_FILE is missing beside the other']);
  });

  it('is refused when a file is not there, is none, or does not belong to the other, and shows no key', async () => {
    const other = await newCertificate();
    const files = {
      missing: join(folder, 'missing'),
      none: join(folder, 'none'),
      other: join(folder, 'other'),
    };
    await writeFile(files.none, 'secret');
    await writeFile(files.other, other.key);
    for (const TLS_KEY_FILE of Object.values(files)) {
      const [fault = ''] = faultsOf({ ...environment, TLS_KEY_FILE });
      expect(fault).toMatch(/^TLS_CERT_FILE and TLS_KEY_FILE: ./);
      expect(fault).not.toMatch(/secret|PRIVATE/);
    }
  });
});
