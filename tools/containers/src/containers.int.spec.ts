import { workspaceRoot } from '@event-sourcing/tools-kit';
import { describe, expect, it } from '@jest/globals';
import { validate } from 'dockerfile-utils';
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
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

/** Variables that Node and the system's allocator read. */
const OF_THE_RUNTIME = new Set(['NODE_ENV', 'MALLOC_ARENA_MAX']);

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
      'node --enable-source-maps --max-semi-space-size=8 --max-old-space-size=256 --import ./tracing.js main.js'.split(
        ' ',
      );
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
    const files = ['docker-compose.yml', 'docker-compose.auth.yml'];
    await expect(
      run(bin('dclint'), ['--max-warnings', '0', ...files], { cwd: workspaceRoot }),
    ).resolves.toBeDefined();
  });

  it('runs every service of the workspace, those that are asked by others twice, a proxy before them and the database', () => {
    const names = ['bank-command', 'console', 'messages-command', 'messages-query'];
    expect(servedBy.map(([name]) => name).sort()).toEqual(names);
    expect(Object.keys(compose.services).sort()).toEqual([...names, 'mongo', 'proxy'].sort());
    const copies = servedBy.map(([, { scale }]) => scale);
    expect(copies).toEqual([2, 1, 2, 2]);
  });

  it('waits for, and keeps data in, what it declares itself', () => {
    for (const { depends_on, volumes } of Object.values(compose.services)) {
      for (const name of Object.keys(depends_on)) {
        const service = compose.services[name];
        // What is built here is asked for its health as its image says.
        expect(service?.build ?? service?.healthcheck).toBeDefined();
      }
      for (const source of volumes.map((volume) => volume.split(':')[0] ?? '')) {
        const isThere = source.startsWith('./') && existsSync(join(workspaceRoot, source));
        expect([source, isThere || Object.hasOwn(compose.volumes, source)]).toEqual([source, true]);
      }
    }
    expect(compose.services.mongo?.volumes).toEqual(['mongo-data:/data/db']);
  });

  it('lets a service meet the database and the console, and the proxy, and the bank the messages, and nobody else', () => {
    const met = Object.keys(compose.networks).map((network) =>
      Object.keys(compose.services).filter((name) => compose.services[name]?.networks.includes(network)),
    );
    expect(met).toEqual([
      ['bank-command', 'console', 'mongo'],
      ['bank-command', 'proxy'],
      ['console', 'messages-command', 'mongo'],
      ['messages-command', 'proxy'],
      ['console', 'messages-query', 'mongo'],
      ['messages-query', 'proxy'],
      ['bank-command', 'messages-command'],
    ]);
  });

  it('bounds memory, processes and logs of everything, and lets nothing have a capability', () => {
    for (const { mem_limit, pids_limit, logging, cap_drop } of Object.values(compose.services)) {
      expect(mem_limit).toMatch(/^\d+[mg]$/);
      expect(pids_limit).toBeGreaterThan(0);
      expect(logging?.options).toEqual({ 'max-size': '10m', 'max-file': '5' });
      expect(cap_drop).toEqual(['ALL']);
    }
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
      const port = String(portOf(name));
      expect(args.PORT).toBe(port);
      const published = service.scale === 1 ? service : compose.services.proxy;
      expect(published?.ports).toContain(`127.0.0.1:${port}:${port}`);
      if (published !== service) expect(service.ports).toEqual([]);
    });

    it('is found by the proxy and by the console, each instance by its name, and answers to it', () => {
      if (service.scale === 1) return;
      const port = String(portOf(name));
      const instances = [1, 2].map((nth) => `event-sourcing-${name}-${nth}`);
      const variable = name.toUpperCase().replace('-', '_');
      expect(compose.services.proxy?.environment).toMatchObject({
        [variable]: `:${port}`,
        ...Object.fromEntries(instances.map((host, at) => [`${variable}_${at + 1}`, `${host}:${port}`])),
      });
      expect(compose.services.console?.environment[`${variable}_URLS`]).toBe(
        instances.map((host) => `http://${host}:${port}`).join(),
      );
      expect(service.environment.ALLOWED_HOSTS?.split(',')).toEqual(expect.arrayContaining(instances));
    });

    it('is given variables that it reads', () => {
      const given = [
        ...Object.keys(service.environment),
        ...declared('ENV').filter((it) => !OF_THE_RUNTIME.has(it)),
      ];
      expect(given.filter((variable) => !reads(name, variable))).toEqual([]);
    });

    it('serves its metrics where the console looks for them, on no port of this machine', () => {
      const { METRICS_HOST, METRICS_PORT } = service.environment;
      const prefix = name.toUpperCase().replace('-', '_');
      const looked = compose.services.console?.environment[`${prefix}_METRICS_URLS`];
      const copies = [1, 2].map((copy) => `http://event-sourcing-${name}-${copy}:${METRICS_PORT}`);
      expect([METRICS_HOST, looked]).toEqual(
        name === 'console' ? [undefined, undefined] : ['0.0.0.0', copies.join(',')],
      );
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
