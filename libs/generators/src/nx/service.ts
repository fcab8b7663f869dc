import { formatFiles, type GeneratorCallback, offsetFromRoot, type Tree } from '@nx/devkit';
import { nameOf } from '../names';
import { entityOf } from './entity';
import { put } from './files';
import { init } from './init';
import { addProject, placeOf, running, TARGETS } from './projects';
import { addProjection } from './projection';
import { addReaction } from './reaction';

/** See `schemas/service.json`. */
export interface ServiceOptions {
  readonly name: string;
  /** The domain whose commands it takes. */
  readonly domain: string;
  readonly entity?: string;
  readonly directory?: string;
}

/** Of the folder itself; what is in folders has generators of its own. */
const isShell = (path: string): boolean => !path.includes('/');

/** Makes a NestJS service over a domain: HTTP, a projection, a reaction, tests, containers. @returns installs packages */
export const service = async (tree: Tree, options: ServiceOptions): Promise<GeneratorCallback> => {
  const application = nameOf('service', options.name);
  const { name: entity, importPath } = entityOf(tree, options.domain, options.entity);
  const projection = nameOf('projection', `${entity.kebab}-overview`);
  const reaction = nameOf('reaction', `${entity.kebab}-notice`);
  const root = placeOf(tree, 'apps', application.kebab, options.directory);
  const install = init(tree);
  addProject(tree, application.kebab, {
    root,
    sourceRoot: `${root}/src`,
    projectType: 'application',
    tags: ['type:service', `scope:${application.kebab}`],
    targets: {
      ...TARGETS,
      build: running('vite build', { outputs: ['{projectRoot}/dist'], cache: true }),
      serve: running('node --enable-source-maps dist/main.mjs', { dependsOn: ['build'] }),
      container: {
        executor: 'nx:run-commands',
        options: { command: `docker build -f ${root}/Dockerfile -t ${application.kebab} .` },
      },
    },
  });
  const offset = offsetFromRoot(root);
  const making = {
    names: { application, entity, projection, reaction },
    others: {
      'workspace-root/': offset,
      'service-root': root,
      'context: .': `context: ${offset}`,
      'dockerfile: Dockerfile': `dockerfile: ${root}/Dockerfile`,
      './domain/index.js': importPath,
    },
  };
  put(tree, root, 'nx/service', making);
  put(tree, root, 'application', making, (path) => path === 'docker-compose.yml');
  put(tree, `${root}/src`, 'src', making, isShell);
  addProjection(tree, `${root}/src`, projection, { name: entity, importPath });
  addReaction(tree, `${root}/src`, reaction, { name: entity, importPath });
  await formatFiles(tree);
  return install;
};
