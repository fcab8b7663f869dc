import { workspaceRoot } from '@event-sourcing/tools-kit';
import { describe, expect, it } from '@jest/globals';
import { validate } from 'dockerfile-utils';
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { parse } from 'yaml';
import { z } from 'zod';
import { type ComposeService, parseCompose } from './compose-file';
import { parseDockerfile } from './dockerfile';
import { portOf, read, reads } from './service-code';

const run = promisify(execFile);
const bin = (name: string): string => join(workspaceRoot, 'node_modules/.bin', name);

const dockerfile = parseDockerfile(read('Dockerfile'));
const compose = parseCompose(read('docker-compose.yml'));
const steps = dockerfile.stages.flatMap((stage) => stage.steps);
const servedBy = Object.entries(compose.services).filter(([, service]) => service.build !== undefined);

const declared = (wanted: 'ARG' | 'ENV'): readonly string[] =>
  steps.flatMap(({ keyword, variables }) => (keyword === wanted ? variables.map(([name]) => name) : []));

describe('the Dockerfile', () => {
  it('passes its linter', () => {
    expect(validate(read('Dockerfile'))).toEqual([]);
  });

  it("builds on the workspace's Node", () => {
    const version = /"node": "(\d+\.\d+\.\d+)"/.exec(read('package.json'))?.[1];
    const image = dockerfile.globals.flatMap(({ variables }) => variables);
    expect(image).toEqual([['NODE', `node:${String(version)}-slim`]]);
  });

  it('copies what exists, or what an earlier stage has', () => {
    const stages = dockerfile.stages.map(({ name }) => name);
    for (const { from, words } of steps.filter(({ keyword }) => keyword === 'COPY')) {
      if (from !== undefined) expect(stages).toContain(from);
      else
        for (const source of words.slice(0, -1))
          expect([source, existsSync(join(workspaceRoot, source))]).toEqual([source, true]);
    }
  });

  it('takes the service from where the build leaves it, and starts what is there', () => {
    expect(steps).toContainEqual(
      expect.objectContaining({ from: 'build', words: ['/workspace/dist/apps/${SERVICE}', './'] }),
    );
    expect(read('tools/build/src/service.ts')).toContain("'dist/apps'");
    expect(read('tools/build/src/rolldown-options.ts')).toContain("'main.js'");
    const command =
      'node --enable-source-maps --max-semi-space-size=8 --max-old-space-size=512 main.js'.split(' ');
    expect(steps).toContainEqual(expect.objectContaining({ keyword: 'CMD', words: command }));
  });

  it('runs as somebody else than root', () => {
    expect(dockerfile.stages.at(-1)?.steps).toContainEqual(
      expect.objectContaining({ keyword: 'USER', text: '1000:1000' }),
    );
  });

  it('asks for health where the services answer', () => {
    const check = steps.find(({ keyword }) => keyword === 'HEALTHCHECK');
    expect(check?.words.join(' ')).toContain('${process.env.PORT}/health/ready');
  });
});

describe('docker-compose.yml', () => {
  it('passes its linter', async () => {
    await expect(
      run(bin('dclint'), ['--max-warnings', '0', 'docker-compose.yml'], { cwd: workspaceRoot }),
    ).resolves.toBeDefined();
  });

  it('runs every service of the workspace, and the database', () => {
    const names = ['bank-command', 'messages-command', 'messages-query'];
    expect(servedBy.map(([name]) => name).sort()).toEqual(names);
    expect(Object.keys(compose.services).sort()).toEqual([...names, 'mongo'].sort());
  });

  it('waits for, and keeps data in, what it declares itself', () => {
    for (const { depends_on, volumes } of Object.values(compose.services)) {
      for (const name of Object.keys(depends_on)) expect(compose.services[name]?.healthcheck).toBeDefined();
      for (const volume of volumes) expect(Object.keys(compose.volumes)).toContain(volume.split(':')[0]);
    }
    expect(compose.services.mongo?.volumes).toEqual(['mongo-data:/data/db']);
  });

  it('lets a service meet the database, and the bank the messages, and nobody else', () => {
    const met = Object.keys(compose.networks).map((network) =>
      Object.keys(compose.services).filter((name) => compose.services[name]?.networks.includes(network)),
    );
    expect(met).toEqual([
      ['bank-command', 'mongo'],
      ['messages-command', 'mongo'],
      ['messages-query', 'mongo'],
      ['bank-command', 'messages-command'],
    ]);
  });

  it('bounds memory, processes and logs of everything, and lets no service have a capability', () => {
    for (const { mem_limit, pids_limit, logging } of Object.values(compose.services)) {
      expect(mem_limit).toMatch(/^\d+[mg]$/);
      expect(pids_limit).toBeGreaterThan(0);
      expect(logging?.options).toEqual({ 'max-size': '10m', 'max-file': '5' });
    }
    for (const [, { cap_drop }] of servedBy) expect(cap_drop).toEqual(['ALL']);
  });

  it('makes the replica set that the services ask for', () => {
    const mongo = JSON.stringify(compose.services.mongo);
    expect(mongo).toContain('"--replSet","rs0"');
    expect(mongo).toContain("_id: 'rs0'");
    expect(mongo).toContain("host: 'mongo:27017'");
  });

  describe.each(servedBy)('%s', (name: string, service: ComposeService) => {
    const args = service.build?.args ?? {};

    it('is built from its own Nx project, with the arguments that the Dockerfile declares', async () => {
      expect(args.SERVICE).toBe(name);
      expect(declared('ARG')).toEqual(expect.arrayContaining(Object.keys(args)));
      const { stdout } = await run(bin('nx'), ['show', 'project', name, '--json'], { cwd: workspaceRoot });
      const { targets } = z.object({ targets: z.record(z.string(), z.unknown()) }).parse(JSON.parse(stdout));
      expect(Object.keys(targets)).toContain('build');
    });

    it('listens where it does without a container, and is published on the loopback only', () => {
      const port = portOf(name);
      expect(args.PORT).toBe(String(port));
      expect(service.ports).toEqual([`127.0.0.1:${String(port)}:${String(port)}`]);
    });

    it('is given variables that it reads', () => {
      const given = [
        ...Object.keys(service.environment),
        ...declared('ENV').filter((it) => it !== 'NODE_ENV'),
      ];
      expect(given.filter((variable) => !reads(name, variable))).toEqual([]);
    });

    it('finds the database and the other services by their names', () => {
      const { MONGODB_URI, MESSAGES_COMMAND_URL } = service.environment;
      expect(MONGODB_URI).toBe('mongodb://mongo:27017/?replicaSet=rs0');
      expect(service.depends_on).toEqual({ mongo: { condition: 'service_healthy' } });
      const messages = `http://messages-command:${String(portOf('messages-command'))}`;
      expect(MESSAGES_COMMAND_URL).toBe(name === 'bank-command' ? messages : undefined);
    });
  });
});

describe('docker-compose.auth.yml', () => {
  const overlay = z
    .object({
      services: z.record(
        z.string(),
        z.object({ environment: z.record(z.string(), z.string()), secrets: z.array(z.string()) }),
      ),
      secrets: z.record(z.string(), z.unknown()),
    })
    .parse(parse(read('docker-compose.auth.yml'), { merge: true }));
  const settings = read('libs/service-chassis/src/auth/auth-config.ts');

  it('asks who they are at every service, and hands the secret over in a file', () => {
    expect(Object.keys(overlay.services)).toEqual(servedBy.map(([name]) => name));
    for (const { environment, secrets } of Object.values(overlay.services)) {
      const { ALLOW_ANONYMOUS, AUTH_SECRET_FILE, ...variables } = environment;
      expect(ALLOW_ANONYMOUS).toBe('false');
      expect(secrets.map((name) => `/run/secrets/${name}`)).toEqual([AUTH_SECRET_FILE]);
      expect(secrets.filter((name) => !Object.hasOwn(overlay.secrets, name))).toEqual([]);
      expect(Object.keys(variables).filter((name) => !settings.includes(`${name}:`))).toEqual([]);
    }
  });
});
