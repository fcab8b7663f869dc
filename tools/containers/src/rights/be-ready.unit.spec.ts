import { describe, expect, it } from '@jest/globals';
import { createContext, runInContext } from 'node:vm';
import { read } from '../service-code';

/** How the shell of a database in some state goes through the script: what it did, and its exit code. */
const lookAt = (state: { setName?: string; isWritablePrimary: boolean; users: readonly string[] }) => {
  const done: unknown[] = [];
  let code = 0;
  class Quit extends Error {}
  const admin = {
    auth: (user: string, pwd: string) => {
      if (!state.users.includes(`${user}:${pwd}`)) throw new Error('AuthenticationFailed');
    },
    createUser: (user: object) => {
      if (state.users.length > 0) throw new Error('Unauthorized');
      done.push(user);
    },
  };
  const context = createContext({
    db: { hello: () => state, getSiblingDB: () => admin },
    rs: { initiate: ({ _id }: { _id: string }) => done.push(_id) },
    quit: (asked: number) => {
      code = asked;
      throw new Quit();
    },
    process: { env: { ADMIN_PASSWORD_FILE: 'file' } },
    require: () => ({ readFileSync: (path: string) => `password in ${path}\n` }),
  });
  try {
    runInContext(read('deploy/mongodb/be-ready.js'), context);
  } catch (error) {
    if (!(error instanceof Quit)) code = 1;
  }
  return { done, code };
};

describe('the health check of a database with users', () => {
  it('makes the replica set, then the first user, and then nothing more', () => {
    expect(lookAt({ isWritablePrimary: false, users: [] })).toEqual({ done: ['rs0'], code: 1 });
    expect(lookAt({ setName: 'rs0', isWritablePrimary: false, users: [] })).toEqual({ done: [], code: 1 });
    const admin = { user: 'admin', pwd: 'password in file', roles: ['userAdminAnyDatabase'] };
    expect(lookAt({ setName: 'rs0', isWritablePrimary: true, users: [] })).toEqual({
      done: [admin],
      code: 0,
    });
    const users = ['admin:password in file'];
    expect(lookAt({ setName: 'rs0', isWritablePrimary: true, users })).toEqual({ done: [], code: 0 });
  });

  it('fails where the password is another one', () => {
    const state = { setName: 'rs0', isWritablePrimary: true, users: ['admin:other'] };
    expect(lookAt(state)).toEqual({ done: [], code: 1 });
  });
});
