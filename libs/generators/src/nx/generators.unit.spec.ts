import { describe, expect, it } from '@jest/globals';
import { readJson, readProjectConfiguration, type Tree, updateJson, writeJson } from '@nx/devkit';
import { createTreeWithEmptyWorkspace } from '@nx/devkit/testing';
import { domain } from './domain';
import { init } from './init';
import { projection } from './projection';
import { reaction } from './reaction';
import { service } from './service';

// Nx would look for a formatter of its own choice.
process.env.NX_SKIP_FORMAT = 'true';

const workspace = (): Tree => {
  const tree = createTreeWithEmptyWorkspace();
  updateJson(tree, 'package.json', (manifest: object) => ({ ...manifest, name: '@acme/source' }));
  return tree;
};

const withService = async (): Promise<Tree> => {
  const tree = workspace();
  await domain(tree, { name: 'Purchase Order' });
  await service(tree, { name: 'shop', domain: 'purchase-order' });
  return tree;
};

describe('a domain', () => {
  it('is a library with tags, tests and a name to import it by', async () => {
    const tree = workspace();
    await domain(tree, { name: 'Purchase Order' });
    expect(readProjectConfiguration(tree, 'purchase-order')).toMatchObject({
      root: 'libs/purchase-order',
      tags: ['type:domain', 'scope:purchase-order'],
    });
    expect(readJson(tree, 'tsconfig.base.json')).toMatchObject({
      compilerOptions: { paths: { '@acme/purchase-order': ['./libs/purchase-order/src/index.ts'] } },
    });
    expect(tree.exists('libs/purchase-order/src/purchase-order.spec.ts')).toBe(true);
  });

  it('goes where the workspace has its libraries, or where it is told', async () => {
    const tree = workspace();
    updateJson(tree, 'nx.json', (nx: object) => ({ ...nx, workspaceLayout: { libsDir: 'packages' } }));
    await domain(tree, { name: 'order' });
    await domain(tree, { name: 'parcel', directory: './domains/parcel/' });
    expect(readProjectConfiguration(tree, 'order').root).toBe('packages/order');
    expect(readProjectConfiguration(tree, 'parcel').root).toBe('domains/parcel');
    expect(tree.read('domains/parcel/tsconfig.json', 'utf8')).toContain('"../../tsconfig.base.json"');
  });

  it.each(['../outside', '/outside', '.'])('is not made outside of the workspace: %s', async (directory) => {
    await expect(domain(workspace(), { name: 'order', directory })).rejects.toThrow(/relative to its root/);
  });

  it('is not made twice', async () => {
    const tree = workspace();
    await domain(tree, { name: 'order' });
    await expect(domain(tree, { name: 'Order' })).rejects.toThrow(/Choose another name, or remove that one/);
  });

  it('writes over no file that is there, and takes no name to import by that is taken', async () => {
    const tree = workspace();
    tree.write('libs/order/src/index.ts', '// mine');
    await expect(domain(tree, { name: 'order' })).rejects.toThrow(
      /There is a libs\/order\/src\/index.ts already/,
    );
    const other = workspace();
    await domain(other, { name: 'order' });
    await expect(domain(other, { name: 'second', importPath: '@acme/order' })).rejects.toThrow(
      /another name by --importPath/,
    );
  });
});

describe('a service', () => {
  it('takes the commands of a domain, which it imports by name, and has containers', async () => {
    const tree = await withService();
    expect(readProjectConfiguration(tree, 'shop')).toMatchObject({
      root: 'apps/shop',
      tags: ['type:service', 'scope:shop'],
    });
    expect(tree.read('apps/shop/src/purchase-order.controller.ts', 'utf8')).toContain(
      "from '@acme/purchase-order'",
    );
    expect(tree.read('apps/shop/Dockerfile', 'utf8')).toContain('npx nx build shop');
    expect(tree.read('apps/shop/docker-compose.yml', 'utf8')).toContain('context: ../../');
  });

  it('says which generator makes the domain that is not there', async () => {
    await expect(service(workspace(), { name: 'shop', domain: 'order' })).rejects.toThrow(
      /nx g @event-sourcing\/event-store:domain order/,
    );
  });

  it('says what to export when the entity is called otherwise', async () => {
    const tree = await withService();
    await expect(
      service(tree, { name: 'other', domain: 'purchase-order', entity: 'invoice' }),
    ).rejects.toThrow(/exports no invoiceEventTypes.*--entity/);
  });
});

describe.each([
  [
    'projection',
    projection,
    'projections',
    'OpenOrders',
    "export { openOrdersProjection } from './open-orders",
  ],
  [
    'reaction',
    reaction,
    'reactions',
    'open orders',
    "export { OpenOrdersReaction, OpenOrdersReceiver } from './op",
  ],
])('a %s', (_, add, folder, name, line) => {
  const options = { name, project: 'shop', domain: 'purchase-order' };

  it('is added beside those that a service has, and runs', async () => {
    const tree = await withService();
    await add(tree, options);
    const index = tree.read(`apps/shop/src/${folder}/index.ts`, 'utf8') ?? '';
    expect(index.match(/^export/gm)).toHaveLength(2);
    expect(index).toContain(line);
  });

  it('is not added twice', async () => {
    const tree = await withService();
    await add(tree, options);
    await expect(add(tree, options)).rejects.toThrow(/already\. Choose another name/);
  });

  it('says which generator makes the service that is not there', async () => {
    await expect(add(await withService(), { ...options, project: 'bar' })).rejects.toThrow(
      /nx g @event-sourcing\/event-store:service bar/,
    );
  });
});

describe('init', () => {
  it('adds what is missing, of the Nest and for the mongoose that the workspace has', () => {
    const tree = workspace();
    const there = { '@nestjs/core': '^11.1.0', mongoose: '^8.19.0', rxjs: '7.0.0' };
    writeJson(tree, 'package.json', { name: '@acme/source', dependencies: there });
    init(tree);
    expect(readJson(tree, 'package.json')).toMatchObject({
      dependencies: {
        ...there,
        '@nestjs/common': '^11.1.0',
        '@nestjs/platform-express': '^11.1.0',
        mongodb: '^6.20.0',
      },
      devDependencies: { '@nestjs/testing': '^11.1.0' },
    });
  });
});
