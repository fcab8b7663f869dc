import { jest } from '@jest/globals';
import { runTool } from '@event-sourcing/tools-kit';
import { stripVTControlCharacters } from 'node:util';
import { z } from 'zod';
import { esProgram } from './program';

/** What a command said, and how it ended. */
export interface Ran {
  readonly stdout: string;
  readonly stderr: string;
  readonly exitCode: number;
}

/** Runs `es` in this process, on the engine of the test. */
export const es = async (...args: readonly string[]): Promise<Ran> => {
  const said = { stdout: '', stderr: '' };
  const into = (stream: keyof typeof said) => (text: unknown) => {
    said[stream] += `${String(text)}\n`;
  };
  const spies = [
    jest.spyOn(console, 'log').mockImplementation(into('stdout')),
    jest.spyOn(console, 'error').mockImplementation(into('stderr')),
    jest.spyOn(process.stderr, 'write').mockImplementation((text) => {
      said.stderr += String(text);
      return true;
    }),
    jest.spyOn(process.stdout, 'write').mockImplementation((text) => {
      said.stdout += String(text);
      return true;
    }),
  ];
  const before = process.exitCode;
  process.exitCode = 0;
  try {
    await runTool(esProgram('es'), args);
    // Whoever runs the tests may ask for colours (FORCE_COLOR).
    return { ...said, stdout: stripVTControlCharacters(said.stdout), exitCode: process.exitCode };
  } finally {
    process.exitCode = before;
    for (const spy of spies) spy.mockRestore();
  }
};

/** The JSON documents that a command said, one a line. */
export const documents = ({ stdout }: Ran): readonly Readonly<Record<string, unknown>>[] =>
  stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => z.record(z.string(), z.unknown()).parse(JSON.parse(line)));

/** A snapshot's own value for what differs from run to run. */
export const stable = (value: unknown): unknown =>
  JSON.parse(
    JSON.stringify(value)
      .replaceAll(/"\d{4}-\d\d-\d\dT[\d:.]+Z"/g, '"<time>"')
      .replaceAll(/"[0-9a-f]{64}"/g, '"<hash>"')
      .replaceAll(/"[0-9a-f]{8}-[0-9a-f-]{27}"/g, '"<id>"'),
  );
