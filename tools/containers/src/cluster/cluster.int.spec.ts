import { beforeAll, describe, expect, it } from '@jest/globals';
import { portOf, read, reads } from '../service-code';
import { buildOverlay, faultsOf, type Manifests } from './manifests';

const SERVICES = ['bank-command', 'console', 'messages-command', 'messages-query'];
const OLDEST = '1.34';
const NEWEST = '1.37';
/** The tools are installed when they are first asked for. */
const INSTALL_MS = 600_000;

/** A service finishes what is in flight within 10 s of SIGTERM. */
const ENDS_WITHIN_S = 10;

describe.each(['laptop', 'production'])('the overlay %s', (overlay) => {
  let manifests: Manifests;

  beforeAll(async () => {
    manifests = await buildOverlay(overlay);
  }, INSTALL_MS);

  const deployments = () => manifests.of('Deployment');
  const containerOf = (name: string) =>
    deployments().find(({ metadata }) => metadata.name === name)?.spec.template.spec.containers[0];

  /** The ports at which those are let in whose namespace bears a label. */
  const gates = (label: string) =>
    manifests
      .of('NetworkPolicy')
      .flatMap(({ spec }) => spec.ingress ?? [])
      .filter(({ from }) => from.some((one) => one.namespaceSelector?.matchLabels[label] === 'true'))
      .flatMap(({ ports }) => ports.map(({ port }) => port));

  it.each([OLDEST, NEWEST])(
    'is valid in Kubernetes %s',
    async (release) => {
      expect(await faultsOf(manifests, release)).toEqual([]);
    },
    INSTALL_MS,
  );

  it(
    'is held against schemas that know a member which is none',
    async () => {
      const text = manifests.text.replaceAll('periodSeconds: 10', 'periodSecond: 10');
      expect((await faultsOf({ ...manifests, text }, NEWEST)).join()).toContain(
        "'periodSecond' was unexpected",
      );
    },
    INSTALL_MS,
  );

  it('runs every service, reached under its name and its own port', () => {
    expect(deployments().map(({ metadata }) => metadata.name)).toEqual(SERVICES);
    for (const { metadata, spec } of manifests.of('Service')) {
      expect(spec.selector).toEqual({ 'app.kubernetes.io/name': metadata.name });
      expect(spec.ports).toEqual([{ port: portOf(metadata.name), targetPort: 'http' }]);
      const container = containerOf(metadata.name);
      expect(container?.ports.find(({ name }) => name === 'http')?.containerPort).toBe(portOf(metadata.name));
      expect(container?.env).toContainEqual({ name: 'ALLOWED_HOSTS', value: metadata.name });
    }
  });

  it('gives every service variables that it reads, and files that are there', () => {
    const shared = new Map(manifests.of('ConfigMap').map(({ metadata, data }) => [metadata.name, data]));
    for (const { metadata, spec } of deployments()) {
      const { containers, volumes } = spec.template.spec;
      const [{ env, envFrom, volumeMounts }] = containers;
      const given = [
        ...env.map(({ name }) => name),
        ...envFrom.flatMap(({ configMapRef }) => Object.keys(shared.get(configMapRef.name) ?? { none: '' })),
      ];
      expect(given.filter((name) => !reads(metadata.name, name))).toEqual([]);
      expect(new Set(given).size).toBe(given.length);
      for (const { name, value } of env.filter((one) => one.name.endsWith('_FILE')))
        expect([name, volumeMounts.some(({ mountPath }) => value.startsWith(`${mountPath}/`))]).toEqual([
          name,
          true,
        ]);
      expect(volumeMounts.map(({ name }) => name).sort()).toEqual(volumes.map(({ name }) => name).sort());
    }
  });

  it('asks for health where it is answered, by a name that every service knows', () => {
    const controller = read('libs/service-chassis/src/health/health.controller.ts');
    for (const { spec } of deployments()) {
      const [{ startupProbe, livenessProbe, readinessProbe }] = spec.template.spec.containers;
      const probes = [startupProbe, livenessProbe, readinessProbe].map(({ httpGet }) => httpGet);
      expect(probes.map(({ path }) => path)).toEqual(['/health/live', '/health/live', '/health/ready']);
      for (const { path, port, httpHeaders } of probes) {
        expect(controller).toContain(`@Get('${path.replace('/health/', '')}')`);
        expect(port).toBe('http');
        expect(httpHeaders).toEqual([{ name: 'Host', value: 'localhost' }]);
      }
    }
    expect(controller).toContain("@Controller('health')");
  });

  it('lets a service finish what is in flight', () => {
    for (const { spec } of deployments()) {
      const { terminationGracePeriodSeconds, containers } = spec.template.spec;
      const { seconds } = containers[0].lifecycle.preStop.sleep;
      expect(terminationGracePeriodSeconds).toBeGreaterThanOrEqual(seconds + ENDS_WITHIN_S);
    }
  });

  it('leaves a copy of each at work while a node is emptied, where there are several', () => {
    const copies = new Map(deployments().map(({ metadata, spec }) => [metadata.name, spec.replicas]));
    expect(manifests.of('PodDisruptionBudget').map(({ metadata }) => metadata.name)).toEqual(SERVICES);
    for (const { metadata, spec } of manifests.of('PodDisruptionBudget'))
      expect(spec.minAvailable).toBe((copies.get(metadata.name) ?? 0) > 1 ? 1 : 0);
  });

  it('lets the proxy reach what services answer, and Prometheus alone what is measured of them', () => {
    for (const { spec } of deployments()) {
      const [{ env, ports }] = spec.template.spec.containers;
      const measured = ports.find(({ name }) => name === 'metrics')?.containerPort;
      expect(env).toContainEqual({ name: 'METRICS_PORT', value: String(measured) });
      expect(read('deploy/prometheus/prometheus.yml')).toContain(`:${measured}'`);
      expect(ports.map(({ name }) => name).sort()).toEqual(['http', 'metrics']);
    }
    expect(gates('event-sourcing/proxy')).toEqual(['http']);
    expect(gates('event-sourcing/prometheus')).toEqual(['metrics']);
  });

  it('lets the console find every service where it is', () => {
    const env = containerOf('console')?.env ?? [];
    for (const name of SERVICES.filter((one) => one !== 'console'))
      expect(env).toContainEqual({
        name: `${name.toUpperCase().replace('-', '_')}_URLS`,
        value: `http://${name}:${portOf(name)}`,
      });
  });

  it('lets the bank find the messages where they are', () => {
    expect(containerOf('bank-command')?.env).toContainEqual({
      name: 'MESSAGES_COMMAND_URL',
      value: `http://messages-command:${portOf('messages-command')}`,
    });
  });
});
