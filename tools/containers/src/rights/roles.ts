import { workspaceRoot } from '@event-sourcing/tools-kit';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

const roles = z.array(
  z.strictObject({
    role: z.string(),
    privileges: z.array(
      z.strictObject({
        resource: z.strictObject({ db: z.string(), collection: z.string() }),
        actions: z.array(z.string()),
      }),
    ),
  }),
);

/**
 * What a user of the database may do, as MongoDB's `createRole` takes it in `admin`; a collection named `` is any of
 * them.
 */
export type Role = Readonly<z.infer<typeof roles>[number]>;

/** What is done, and where. */
export interface Right {
  readonly db: string;
  readonly collection: string;
  readonly action: string;
}

/** Reads `deploy/mongodb/roles.json`. */
export const readRoles = async (): Promise<readonly Role[]> =>
  roles.parse(JSON.parse(await readFile(join(workspaceRoot, 'deploy/mongodb/roles.json'), 'utf8')));

/** Whether a role has a right: privileges add up, none takes away what another gives. */
export const allows = ({ privileges }: Role, { db, collection, action }: Right): boolean =>
  privileges.some(
    ({ resource, actions }) =>
      resource.db === db &&
      (resource.collection === '' || resource.collection === collection) &&
      actions.includes(action),
  );
