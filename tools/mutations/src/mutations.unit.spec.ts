import { beforeAll, describe, expect, it } from '@jest/globals';
import ts from 'typescript';
import { MUTATIONS } from './mutation';
import { edited, type Sources } from './sources';
import { storeSources } from './store-copy';

let sources: Sources;
beforeAll(async () => {
  sources = await storeSources();
});

const isWellFormed = (text: string): boolean =>
  ts.transpileModule(text, { reportDiagnostics: true }).diagnostics?.length === 0;

describe('each mutation finds its code, and leaves code that can be run', () => {
  it.each(MUTATIONS)('$name', ({ edits }) => {
    const changed = [...edited(sources, edits).values()];
    expect(changed.map(isWellFormed)).toEqual(changed.map(() => true));
  });
});
