import { describe, expect, it } from '@jest/globals';
import { createContext, runInContext } from 'node:vm';
import { read } from '../service-code';
import { readRoles } from './roles';

/** What a shell of MongoDB has, as far as the script asks. */
class Shell {
  readonly made: unknown[] = [];

  constructor(private readonly existing: readonly string[]) {}

  run(env: Readonly<Record<string, string>> = {}): void {
    const siblings = (name: string) => ({
      getRole: (role: string) => (this.existing.includes(role) ? { role } : null),
      getUser: (user: string) => (this.existing.includes(user) ? { user } : null),
      createRole: (role: object) => this.made.push(['createRole', name, role]),
      updateRole: (role: string, rest: object) => this.made.push(['updateRole', name, { role, ...rest }]),
      createUser: (user: object) => this.made.push(['createUser', name, user]),
      updateUser: (user: string, rest: object) => this.made.push(['updateUser', name, { user, ...rest }]),
    });
    const readFileSync = (path: string) =>
      path === 'roles.json' ? read('deploy/mongodb/roles.json') : `password of ${path}\n`;
    const context = createContext({
      db: { getSiblingDB: siblings },
      process: { env },
      require: () => ({ readFileSync }),
      print: () => undefined,
    });
    runInContext(read('deploy/mongodb/create-users.js'), context);
  }
}

describe('the script that makes the users of the database', () => {
  it.each([
    ['makes them', [], 'create'],
    [
      'brings them up to date when they are there',
      ['bank-command', 'messages-command', 'messages-query', 'console'],
      'update',
    ],
  ])('%s, each with its own role and nothing else', async (_, existing, verb) => {
    const shell = new Shell(existing);
    shell.run();
    const expected = (await readRoles()).flatMap(({ role, privileges }) => [
      [`${verb}Role`, 'admin', { role, privileges, roles: [] }],
      [`${verb}User`, 'admin', { user: role, pwd: `password of secrets/${role}`, roles: [role] }],
    ]);
    expect(shell.made).toEqual(expected);
  });

  it('finds the passwords where it is told to', () => {
    const shell = new Shell([]);
    shell.run({ SECRETS: '/run/secrets' });
    expect(JSON.stringify(shell.made)).toContain('password of /run/secrets/console');
  });
});
