import { describe, expect, it } from '@jest/globals';
import { globSync } from 'node:fs';
import { workspaceRoot } from '@event-sourcing/tools-kit';
import { compileFaults } from './code/compile-faults';
import { readText } from './workspace';

const pages = ['README.md', 'CONTRIBUTING.md', 'libs/event-store/README.md'].concat(
  globSync('docs/**/*.md', { cwd: workspaceRoot }),
);

describe('the code that pages show', () => {
  it('compiles', () => {
    expect(compileFaults(new Map(pages.map((path) => [path, readText(path)])))).toEqual([]);
  }, 120_000);

  it('is told of what is not there, and knows what the page says before, and the files that it names', () => {
    const page = [
      "<!-- ts\nimport type { EventStore } from '@event-sourcing/event-store';\ndeclare const store: EventStore;\n-->",
      '```ts\nawait store.head();\nawait store.feet();\n```',
      '```ts\n// one.ts\nexport const one = 1;\n```',
      "```ts\nimport { one } from './one.js';\nconst two: string = one;\n```",
    ].join('\n\n');
    expect(compileFaults(new Map([['page.md', page]]))).toEqual([
      `page.md, block-1.ts, at "feet();": Property 'feet' does not exist on type 'EventStore'.`,
      `page.md, block-3.ts, at "two: string = one;": Type 'number' is not assignable to type 'string'.`,
    ]);
  }, 120_000);
});
