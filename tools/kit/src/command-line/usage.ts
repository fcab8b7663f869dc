import type { z } from 'zod';
import { formOf } from './options';

/** A tool, as its users type it. */
export interface Command<Options extends z.ZodRawShape> {
  /** `npm run verify`. */
  readonly name: string;
  readonly options: Options;
  /** What it does and how it ends. */
  readonly about: string;
}

/** `portBase` is typed `--port-base`. */
export const optionName = (member: string): string =>
  member.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

const EXIT_CODES = 'Exit codes: 0 done, 1 failed or something was found, 2 not understood, 130 stopped.';

/** What `--help` shows. */
export const usageOf = <Options extends z.ZodRawShape>({
  name,
  options,
  about,
}: Command<Options>): string => {
  const all = Object.entries(options).map(([member, schema]) => ({ member, ...formOf(schema) }));
  const operands = all.filter(({ isOperand }) => isOperand);
  const named = all.filter(({ isOperand }) => !isOperand);
  const rows = [
    ...operands.map(({ member, value, help }) => [value ?? `<${member}>`, help] as const),
    ...named.map(
      ({ member, value, help }) =>
        [`--${optionName(member)}${value === undefined ? '' : ` ${value}`}`, help] as const,
    ),
    ['--help', 'show this'] as const,
  ];
  const width = Math.max(...rows.map(([left]) => left.length));
  const required = named.flatMap(({ member, value, isRequired }) =>
    isRequired ? [`--${optionName(member)} ${value ?? ''}`] : [],
  );
  const words = [
    ...operands.map(({ member, value, isRequired }) => {
      const shown = value ?? `<${member}>`;
      return isRequired ? shown : `[${shown}]`;
    }),
    ...required,
    '[options]',
  ];
  return [
    `Usage: ${name} -- ${words.join(' ')}`,
    ...rows.map(([left, help]) => `  ${left.padEnd(width)}  ${help}`),
    '',
    about,
    EXIT_CODES,
  ].join('\n');
};
