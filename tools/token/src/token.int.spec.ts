import { describe, expect, it } from '@jest/globals';
import { execa } from 'execa';
import { jwtVerify } from 'jose';

const SECRET = 'only-for-tests-0123456789-abcdefghij';
const VARIABLES = { AUTH_ISSUER: 'https://id.example/', AUTH_AUDIENCE: 'bank', AUTH_SECRET: SECRET };

const token = (args: readonly string[], env: Readonly<Record<string, string>> = VARIABLES) =>
  execa('node', ['--import', 'tsx', 'src/main.ts', ...args], { env, reject: false });

describe('the token tool', () => {
  it('prints a token of the user with the scopes, for as long as it is asked for', async () => {
    const scopes = ['--scope', 'bank:read', '--scope', 'bank:write'];
    const { stdout } = await token(['--sub', 'ed', ...scopes, '--expires-in', '60']);
    const { payload } = await jwtVerify(stdout, new TextEncoder().encode(SECRET));
    expect(payload).toMatchObject({
      sub: 'ed',
      scope: 'bank:read bank:write',
      iss: 'https://id.example/',
      aud: 'bank',
    });
    expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBe(60);
  });

  it.each([
    ['AUTH_SECRET', { ...VARIABLES, AUTH_SECRET: '' }],
    ['AUTH_ISSUER', { ...VARIABLES, AUTH_ISSUER: '' }],
    ['AUTH_SECRET_FILE', { ...VARIABLES, AUTH_SECRET_FILE: '/nowhere/at/all' }],
  ])('says which variable it lacks: %s', async (variable, env) => {
    const { stdout, stderr, exitCode } = await token(['--sub', 'ed'], env);
    expect({ stdout, exitCode }).toEqual({ stdout: '', exitCode: 2 });
    expect(stderr).toContain(variable);
    expect(stderr).not.toContain(SECRET);
  });
});
