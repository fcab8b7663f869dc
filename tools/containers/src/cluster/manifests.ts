import { execa } from 'execa';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  inTemporaryFolder,
  keptGoCommand,
  keptPythonPackage,
  workspaceRoot,
} from '@event-sourcing/tools-kit';
import { parseAllDocuments } from 'yaml';
import { z } from 'zod';

const KUSTOMIZE = { module: 'sigs.k8s.io/kustomize/kustomize/v5', version: '5.7.1' } as const;
const SCHEMAS = { package: 'kubernetes-validate', version: '1.37.0' } as const;
const progress = { log: console.log };

const probe = z.object({
  httpGet: z.object({
    path: z.string(),
    port: z.string(),
    httpHeaders: z.array(z.object({ name: z.string(), value: z.string() })),
  }),
});
const named = z.object({ name: z.string() });

const deployment = z.object({
  kind: z.literal('Deployment'),
  metadata: named,
  spec: z.object({
    replicas: z.number(),
    template: z.object({
      metadata: z.object({ labels: z.record(z.string(), z.string()) }),
      spec: z.looseObject({
        terminationGracePeriodSeconds: z.number(),
        volumes: z.array(named),
        containers: z.tuple([
          z.looseObject({
            image: z.string(),
            env: z.array(z.object({ name: z.string(), value: z.string() })),
            envFrom: z.array(z.object({ configMapRef: named })),
            ports: z.array(z.object({ name: z.string(), containerPort: z.number() })),
            lifecycle: z.object({ preStop: z.object({ sleep: z.object({ seconds: z.number() }) }) }),
            startupProbe: probe,
            livenessProbe: probe,
            readinessProbe: probe,
            volumeMounts: z.array(z.object({ name: z.string(), mountPath: z.string() })),
          }),
        ]),
      }),
    }),
  }),
});
const service = z.object({
  kind: z.literal('Service'),
  metadata: named,
  spec: z.object({
    selector: z.record(z.string(), z.string()),
    ports: z.array(z.object({ port: z.number(), targetPort: z.string() })),
  }),
});
const configMap = z.object({
  kind: z.literal('ConfigMap'),
  metadata: named,
  data: z.record(z.string(), z.string()),
});
const budget = z.object({
  kind: z.literal('PodDisruptionBudget'),
  metadata: named,
  spec: z.object({ minAvailable: z.number() }),
});
const networkPolicy = z.object({
  kind: z.literal('NetworkPolicy'),
  metadata: named,
  spec: z.object({
    ingress: z
      .array(
        z.object({
          from: z.array(
            z.object({
              namespaceSelector: z.object({ matchLabels: z.record(z.string(), z.string()) }).optional(),
            }),
          ),
          ports: z.array(z.object({ port: z.string() })),
        }),
      )
      .optional(),
  }),
});
const other = z.object({ kind: z.literal('Namespace'), metadata: named });

const manifest = z.discriminatedUnion('kind', [deployment, service, configMap, budget, networkPolicy, other]);
type Manifest = z.infer<typeof manifest>;

/** What an overlay puts into a cluster. */
export interface Manifests {
  readonly text: string;
  of<Kind extends Manifest['kind']>(kind: Kind): readonly Extract<Manifest, { readonly kind: Kind }>[];
}

/** Builds an overlay with kustomize. @throws on a shape that this workspace does not use */
export const buildOverlay = async (name: string): Promise<Manifests> => {
  const kustomize = await keptGoCommand('kustomize', KUSTOMIZE.module, KUSTOMIZE.version, progress);
  const { stdout } = await execa(kustomize, ['build', join('deploy/kubernetes/overlays', name)], {
    cwd: workspaceRoot,
  });
  const all = parseAllDocuments(stdout).map((document) => manifest.parse(document.toJS()));
  return {
    text: stdout,
    of: <Kind extends Manifest['kind']>(kind: Kind) =>
      all.filter((one): one is Extract<Manifest, { readonly kind: Kind }> => one.kind === kind),
  };
};

/**
 * Holds manifests against the published schemas of a Kubernetes release, strictly: no member that it does not have.
 * @returns what is wrong with them
 */
export const faultsOf = async ({ text }: Manifests, release: string): Promise<readonly string[]> => {
  const python = await keptPythonPackage(SCHEMAS.package, SCHEMAS.version, progress);
  return inTemporaryFolder('manifests', async (folder) => {
    const file = join(folder, 'manifests.yaml');
    await writeFile(file, text);
    const args = ['-m', 'kubernetes_validate', '--strict', '-k', release, file];
    const { all, exitCode } = await execa(python, args, { all: true, reject: false });
    const faults = all.split('\n').filter((line) => !line.startsWith('INFO'));
    return exitCode === 0 && faults.length === 0 ? [] : [`exit code ${exitCode}`, ...faults];
  });
};
