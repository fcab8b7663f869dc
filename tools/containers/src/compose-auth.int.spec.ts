import { workspaceRoot } from '@event-sourcing/tools-kit';
import { describe, expect, it } from '@jest/globals';
import { execa } from 'execa';
import { MongoClient } from 'mongodb';
import { parseCompose } from './compose-file';
import { readRoles } from './rights/roles';
import { read, reads } from './service-code';

const open = parseCompose(read('docker-compose.yml'));
const overlay = parseCompose(read('docker-compose.auth.yml'));
const names = Object.keys(open.services).filter((name) => open.services[name]?.build !== undefined);
const { mongo, 'mongo-users': users } = overlay.services;

/** What `deploy/make-secrets.sh` prints, by its names. */
const secrets = async (): Promise<Readonly<Record<string, string>>> => {
  const { stdout } = await execa('sh', ['deploy/make-secrets.sh'], { cwd: workspaceRoot });
  return Object.fromEntries(
    stdout.split('\n').map((line): [string, string] => {
      const [name = '', ...value] = line.split('=');
      return [name, value.join('=')];
    }),
  );
};

describe('docker-compose.auth.yml', () => {
  it('asks who they are at every service, and hands the secrets over in files', () => {
    for (const name of names) {
      const { environment = {}, secrets: files = [] } = overlay.services[name] ?? {};
      expect(environment).toMatchObject({ ALLOW_ANONYMOUS: 'false', MONGODB_URI: '' });
      const given = Object.values(environment).filter((value) => value.startsWith('/run/secrets/'));
      expect(given).toEqual(files.map(({ target }) => `/run/secrets/${target}`));
      expect(Object.keys(environment).filter((variable) => !reads(name, variable))).toEqual([]);
    }
  });

  it('names secrets that the script makes, each another and long', async () => {
    const made = await secrets();
    const asked = Object.values(overlay.services).flatMap(({ secrets: files }) => files);
    const variables = asked.map(({ source }) => overlay.secrets[source]?.environment ?? source);
    expect([...new Set(variables)].sort()).toEqual(Object.keys(made).sort());
    const values = Object.entries(made).filter(([name]) => !name.endsWith('_URI'));
    for (const [, value] of values) expect(value).toMatch(/^[0-9a-f]{64}$/);
    expect(new Set(values.map(([, value]) => value)).size).toBe(values.length);
    expect(await secrets()).not.toEqual(made);
  });

  it('lets each service be a user of its own, with its rights', async () => {
    const made = await secrets();
    const passwords = users?.secrets.filter(({ source }) => source !== 'admin-password') ?? [];
    expect(passwords.map(({ target }) => target).sort()).toEqual([...names].sort());
    expect((await readRoles()).map(({ role }) => role).sort()).toEqual([...names].sort());
    for (const { source, target: name } of passwords) {
      const uri = overlay.services[name]?.secrets.find(({ target }) => target === 'mongodb-uri')?.source;
      const of = (secret = '') => made[overlay.secrets[secret]?.environment ?? ''] ?? '';
      const { options } = new MongoClient(of(uri));
      expect(options.credentials).toMatchObject({ username: name, password: of(source), source: 'admin' });
      expect([String(options.hosts[0]), options.replicaSet]).toEqual(['mongo:27017', 'rs0']);
      expect(overlay.services[name]?.depends_on).toEqual({
        'mongo-users': { condition: 'service_completed_successfully' },
      });
    }
  });

  it('starts a database that asks who they are, and makes its users before a service is started', () => {
    expect(mongo?.command.join(' ')).toContain('mongod --replSet rs0 --bind_ip_all --keyFile');
    expect(mongo?.healthcheck?.test).toContain('/deploy/be-ready.js');
    expect(mongo?.environment.ADMIN_PASSWORD_FILE).toBe('/run/secrets/admin-password');
    expect(users?.depends_on).toEqual({ mongo: { condition: 'service_healthy' } });
    expect(users?.command.join(' ')).toContain("load('create-users.js')");
    expect(users?.environment.SECRETS).toBe('/run/secrets');
    for (const { volumes } of [mongo, users].filter((one) => one !== undefined))
      expect(volumes).toEqual(['./deploy/mongodb:/deploy:ro']);
  });

  it('confines what it adds as the rest is, in a network of its own', () => {
    expect(users).toMatchObject({
      ...{ mem_limit: '512m', pids_limit: 64, cap_drop: ['ALL'], networks: ['mongo-users'] },
      logging: { options: { 'max-size': '10m', 'max-file': '5' } },
    });
    expect(overlay.networks).toEqual({ 'mongo-users': { internal: true } });
  });
});
