import { existsSync, readdirSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { nameOf } from './names';
import { filesOf } from './templates';

/** What an application is made of. */
export interface Creation {
  /** The folder, and the name of the package: `my-shop`, `apps/my-shop`, `@acme/my-shop`. */
  readonly name: string;
  /** What its first decisions are on. */
  readonly entity: string;
  /** What npm installs the store from. */
  readonly eventStore: string;
  /** The folder of the templates. */
  readonly templates: string;
  /** Where the application's folder is made. */
  readonly cwd: string;
}

const SCOPE = /^(@[a-z0-9][a-z0-9._-]*)\/([^/]+)$/;

/**
 * Makes an application in a folder of its own.
 * @returns the folder
 * @throws Error that says what to do: nothing was made
 */
export const create = async (creation: Creation): Promise<string> => {
  const scoped = SCOPE.exec(creation.name);
  const path = scoped?.[2] ?? creation.name;
  const folder = resolve(creation.cwd, path);
  const application = nameOf('application', basename(folder));
  const entity = nameOf('entity', creation.entity);
  if (application.kebab !== basename(folder)) {
    const named = [...(scoped?.[1] ? [scoped[1]] : []), application.kebab].join('/');
    throw new Error(
      `npm names packages in small letters, without spaces: name it ${named}, not "${creation.name}".`,
    );
  }
  if (existsSync(folder) && readdirSync(folder).length > 0) {
    throw new Error(`There is something in ${folder} already. Name another folder, or empty this one.`);
  }
  const names = {
    application,
    entity,
    projection: nameOf('projection', `${entity.kebab}-overview`),
    reaction: nameOf('reaction', `${entity.kebab}-notice`),
  };
  const manifest = {
    '"name": "booking-desk"': `"name": ${JSON.stringify(scoped ? creation.name : application.kebab)}`,
    '"*"': JSON.stringify(creation.eventStore),
  };
  const files = [
    ...filesOf(creation.templates, 'application', { names, others: manifest }),
    ...filesOf(creation.templates, 'src', { names }).map((file) => ({ ...file, path: `src/${file.path}` })),
  ];
  for (const file of files) {
    await mkdir(dirname(join(folder, file.path)), { recursive: true });
    await writeFile(join(folder, file.path), file.text, { flag: 'wx' });
  }
  return folder;
};
