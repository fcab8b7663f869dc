import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { inTemporaryFolder, workspaceRoot } from '@event-sourcing/tools-kit';
import { execa } from 'execa';

const FILES = { bank: 'bank-ledger.csv', messages: 'messages.ndjson' } as const;

/** Real ledgers and messages, which lie beside the workspace where they may be had: they are nobody's to copy. */
const folder = join(workspaceRoot, process.env.REAL_DATA ?? '../shared/data');

export const hasRealData = Object.values(FILES).every((name) => existsSync(join(folder, name)));

/** Replays their first lines on a running stack; each answer is compared with what was printed. */
export const replayReal = (portBase: number, lines: number): Promise<void> =>
  inTemporaryFolder('console-real', async (place) => {
    for (const [kind, name] of Object.entries(FILES)) {
      const all = (await readFile(join(folder, name), 'utf8')).split('\n');
      const file = join(place, name);
      await writeFile(file, `${all.slice(0, lines).join('\n')}\n`);
      const replay = ['--import', 'tsx', 'tools/replay/src/replay.ts', kind, file];
      await execa(process.execPath, [...replay, '--port-base', String(portBase)], { cwd: workspaceRoot });
    }
  });
