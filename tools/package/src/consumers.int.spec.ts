import { beforeAll, describe, expect, it } from '@jest/globals';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { freePort } from '@event-sourcing/engine';
import { execa } from 'execa';
import { MongoClient } from 'mongodb';
import pLimit from 'p-limit';
import { filesIn } from './code-blocks';
import { CONSUMERS } from './consumers';
import { followGuide } from './follow-guide';
import { library, packages, workspaceRoot } from './library';
import { type Ran, tryConsumer } from './try-consumer';

const TIMEOUT_MS = 300_000;
const uri = process.env.MONGODB_URI ?? '';

/** All of them at work from the beginning, two at a time; each test waits for its own. */
let tried: ReadonlyMap<string, Promise<Ran>>;
let followed: Promise<string>;

beforeAll(async () => {
  // As people make it: builds, holds it against the checks and the reports of its public surface, and packs.
  await execa('npm', ['run', 'package'], { cwd: workspaceRoot });
  const [name = ''] = (await readdir(packages)).filter((file) =>
    file.startsWith('event-sourcing-event-store-'),
  );
  const tarball = join(packages, name);
  const pages = [join(library, 'README.md'), join(workspaceRoot, 'docs/start/first-decision.md')];
  const texts = await Promise.all(pages.map((path) => readFile(path, 'utf8')));
  const page = new Map(texts.flatMap((text) => [...filesIn(text)]));
  const atOnce = pLimit(2);
  followed = atOnce(() => followCourses(tarball));
  tried = new Map(
    CONSUMERS.map((consumer) => [consumer.name, atOnce(() => tryConsumer(consumer, { tarball, page, uri }))]),
  );
  for (const one of [followed, ...tried.values()]) one.catch(() => undefined);
}, TIMEOUT_MS);

const followCourses = async (tarball: string): Promise<string> => {
  const dbName = `courses-${process.pid}-${Date.now()}`;
  const client = await MongoClient.connect(uri);
  try {
    return await followGuide('course-subscriptions', {
      EVENT_STORE: tarball,
      MONGODB_URI: uri,
      DB_NAME: dbName,
      PORT: String(await freePort()),
    });
  } finally {
    await client.db(dbName).dropDatabase();
    await client.close();
  }
};

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

describe('the guide to course subscriptions, followed word for word in an empty folder', () => {
  it(
    'has tests that pass, and gives over HTTP the answers that it shows',
    async () => {
      const printed = await followed;
      console.log(printed);
      expect(printed).toMatch(/^. tests 7\n(?:.*\n)*. fail 0$/m);
      const answers = printed.match(/(?<="code":")[\w-]+|(?<=^\{"position":)\d+|(?<="students":).*(?=\})/gm);
      expect(answers).toEqual(['1', '2', '2', 'already-subscribed', '3', 'course-full', '["ann","bob"]']);
    },
    TIMEOUT_MS,
  );
});
