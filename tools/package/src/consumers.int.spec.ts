import { beforeAll, describe, expect, it } from '@jest/globals';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import pLimit from 'p-limit';
import { filesIn } from './code-blocks';
import { CONSUMERS } from './consumers';
import { library, packages, workspaceRoot } from './library';
import { type Ran, tryConsumer } from './try-consumer';

const TIMEOUT_MS = 300_000;

/** All of them at work from the beginning, two at a time; each test waits for its own. */
let tried: ReadonlyMap<string, Promise<Ran>>;

beforeAll(async () => {
  // As people make it: builds, holds it against the checks and the reports of its public surface, and packs.
  await execa('npm', ['run', 'package'], { cwd: workspaceRoot });
  const [tarball = ''] = (await readdir(packages)).filter((name) => name.endsWith('.tgz'));
  const page = filesIn(await readFile(join(library, 'README.md'), 'utf8'));
  const trial = { tarball: join(packages, tarball), page, uri: process.env.MONGODB_URI ?? '' };
  const atOnce = pLimit(2);
  tried = new Map(CONSUMERS.map((consumer) => [consumer.name, atOnce(() => tryConsumer(consumer, trial))]));
  for (const one of tried.values()) one.catch(() => undefined);
}, TIMEOUT_MS);

describe('the package, installed in a project of somebody else', () => {
  it.each(CONSUMERS)(
    'compiles and runs the first pages: $name',
    async ({ name }) => {
      const ran = await tried.get(name);
      console.log(ran?.join('\n'));
      expect(ran?.length).toBeGreaterThan(1);
    },
    TIMEOUT_MS,
  );
});
