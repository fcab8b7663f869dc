import type { Db } from 'mongodb';
import { withOperationTimeout } from '../driver';

/** A server, as it calls itself. */
export interface Server {
  readonly name: string;
  readonly version: string;
  readonly hello: Hello;
}

/** An answer to `hello`. */
export interface Hello {
  readonly setName?: unknown;
  readonly msg?: unknown;
  readonly maxWireVersion?: unknown;
  readonly localTime?: unknown;
  readonly internal?: { readonly documentdb_versions?: unknown };
}

interface BuildInfo {
  readonly version?: unknown;
  readonly secantusVersion?: string;
  readonly ferretdb?: { readonly version?: unknown };
}

/** What it says of itself beside the MongoDB version that it speaks like. @throws EventStoreError `store-unavailable` */
export const identifyServer = async (db: Db): Promise<Server> => {
  const asked = Promise.all([db.command({ hello: 1 }), db.command({ buildInfo: 1 })]);
  const [hello, build] = await withOperationTimeout(asked, 'a look at what it is');
  return { ...nameAndVersion(hello, build), hello };
};

const nameAndVersion = (hello: Hello, build: BuildInfo): Pick<Server, 'name' | 'version'> => {
  if (build.ferretdb) return { name: 'FerretDB', version: String(build.ferretdb.version) };
  if (build.secantusVersion) return { name: 'SecantusDB', version: build.secantusVersion };
  const versions = hello.internal?.documentdb_versions;
  if (Array.isArray(versions)) return { name: 'DocumentDB', version: versions.join('; ') };
  return { name: 'MongoDB', version: String(build.version) };
};
