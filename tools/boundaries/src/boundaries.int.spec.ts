import { beforeAll, describe, expect, it } from '@jest/globals';
import { type LintAt, workspaceLint } from './lint';

const boundaries = '@nx/enforce-module-boundaries';
const imports = '@typescript-eslint/no-restricted-imports';

const bankApp = 'apps/bank-command/src/fixture.ts';
const messagesApp = 'apps/messages-query/src/fixture.ts';
const bankDomain = 'libs/bank-domain/src/fixture.ts';
const kernel = 'libs/domain-kernel/src/fixture.ts';
const shell = 'libs/service-chassis/src/fixture.ts';
const log = 'libs/event-store/src/log/fixture.ts';
const nestRoom = 'libs/event-store/src/nest/fixture.ts';
const tool = 'tools/stack/src/fixture.ts';

describe('the boundaries of the workspace', () => {
  let lintAt: LintAt;

  beforeAll(async () => {
    lintAt = await workspaceLint();
  });

  const importing = (from: string): string => `import { x } from '${from}';\nexport const y: unknown = x;\n`;

  it.each([
    ['an app', bankApp, '@event-sourcing/bank-domain'],
    ['an app', bankApp, '@event-sourcing/event-store'],
    ['an app', bankApp, '@event-sourcing/event-store/nest'],
    ['an app', bankApp, '@event-sourcing/service-chassis'],
    ['an app', bankApp, '@event-sourcing/domain-kernel'],
    ['the shell', shell, '@event-sourcing/event-store'],
    ['the shell', shell, '@event-sourcing/domain-kernel'],
    ['a domain', bankDomain, '@event-sourcing/domain-kernel'],
    ['a domain', bankDomain, 'zod'],
    ['the event store', log, 'mongodb'],
    ["the event store's Nest room", nestRoom, '@nestjs/common'],
    ['the event store', log, './chain'],
    ['the event store', 'libs/event-store/src/log/mongo/fixture.ts', '../../driver'],
    ['the event store', 'libs/event-store/src/log/mongo/fixture.ts', '../event-log'],
    ["the event store's test", 'libs/event-store/src/log/a.unit.spec.ts', '../testing/scenarios'],
    ["the event store's test", 'libs/event-store/src/log/a.unit.spec.ts', '../subscriptions/log.fixture'],
    ['a tool', tool, '@event-sourcing/engine'],
    ['a test', 'apps/bank-command/test/fixture.e2e.spec.ts', '@event-sourcing/stack'],
    ["a domain's test", 'libs/bank-domain/src/a.unit.spec.ts', '@event-sourcing/event-store/testing'],
  ])('let %s (%s) import %s', async (_who, path, from) => {
    expect(await lintAt(path, importing(from))).toEqual([]);
  });

  it.each([
    ['a service the domain of another scope', bankApp, '@event-sourcing/messages-domain', boundaries],
    ['a service the domain of another scope', messagesApp, '@event-sourcing/bank-domain', boundaries],
    ['a service a tool', bankApp, '@event-sourcing/engine', boundaries],
    ['a service the sources of another', bankApp, '../../messages-query/src/main', boundaries],
    ['a library by a relative path', bankApp, '../../../libs/bank-domain/src/index', boundaries],
    ['what lies past an index', bankApp, '@event-sourcing/event-store/src/log/writer', imports],
    ['what lies past an index', shell, '@event-sourcing/event-store/log', imports],
    ['the shell a domain', shell, '@event-sourcing/bank-domain', boundaries],
    ['the event store a domain', log, '@event-sourcing/bank-domain', boundaries],
    ['the event store the shell', nestRoom, '@event-sourcing/service-chassis', boundaries],
    ['the event store outside its Nest room Nest', log, '@nestjs/common', imports],
    ['the log the Nest room', log, '../nest', imports],
    ["what lies past a room's index", log, './chain/hash-chain', imports],
    ["what lies past a room's index", log, '../driver/concerns', imports],
    ["what lies past a room's index", log, '../projections/mongo', imports],
    ["what lies past a room's index", nestRoom, '../log/mongo/open-mongo-log', imports],
    ["what lies past a room's index", bankApp, './accounts/http', imports],
    [
      "what lies past a room's index",
      'libs/event-store/src/log/a.unit.spec.ts',
      '../driver/concerns',
      imports,
    ],
    ['the event store its testing kit', log, '../testing', imports],
    ['the event store a room of its testing kit', log, '../testing/scenarios', imports],
    ['the log what is in the Nest room', log, '../nest/event-store.module', imports],
    ['a domain another domain', bankDomain, '@event-sourcing/messages-domain', boundaries],
    ['a domain the shell', bankDomain, '@event-sourcing/service-chassis', boundaries],
    ["a domain the event store's values", bankDomain, '@event-sourcing/event-store', imports],
    ['a domain a testing kit', bankDomain, '@event-sourcing/event-store/testing', imports],
    ['a service a testing kit', bankApp, '@event-sourcing/service-chassis/testing', imports],
    ['a domain Nest', bankDomain, '@nestjs/common', boundaries],
    ['a domain the driver', bankDomain, 'mongodb', boundaries],
    ['a domain mongoose', bankDomain, 'mongoose', boundaries],
    ["a domain Node's modules", bankDomain, 'node:crypto', imports],
    ["a domain Node's modules", bankDomain, 'fs/promises', imports],
    ['the kernel a domain', kernel, '@event-sourcing/bank-domain', boundaries],
    ['the kernel Nest', kernel, '@nestjs/common', boundaries],
    ["the kernel Node's modules", kernel, 'node:fs', imports],
    ['a tool a service', tool, '../../../apps/bank-command/src/main', boundaries],
  ])('refuse %s (%s → %s)', async (_what, path, from, rule) => {
    expect(await lintAt(path, importing(from))).toContain(rule);
  });

  it("let a domain import the event store's types", async () => {
    const source =
      "import type { EventData } from '@event-sourcing/event-store';\nexport type E = EventData;\n";
    expect(await lintAt(bankDomain, source)).toEqual([]);
  });
});
