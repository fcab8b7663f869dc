import { parseArgs } from 'node:util';
import { z } from 'zod';
import { ToolError } from '../tool-error';
import { formOf, type OptionForm } from './options';
import { optionName, type Command } from './usage';

type Given = string | boolean | readonly (string | boolean)[] | undefined;

const usageError = (message: string): ToolError => new ToolError('usage', message);

interface Words {
  readonly values: Readonly<Record<string, Given>>;
  readonly positionals: readonly string[];
}

const isList = (schema: z.core.$ZodType): boolean =>
  schema instanceof z.ZodDefault && schema.unwrap() instanceof z.ZodArray;

const read = (args: readonly string[], options: z.ZodRawShape): Words => {
  const declared = Object.entries(options)
    .filter(([, schema]) => !formOf(schema).isOperand)
    .map(([member, schema]) => {
      const type = formOf(schema).value === undefined ? 'boolean' : 'string';
      return [optionName(member), { type, multiple: isList(schema) }] as const;
    });
  try {
    return parseArgs({
      args: [...args],
      options: { ...Object.fromEntries(declared), help: { type: 'boolean' } },
      allowPositionals: true,
    });
  } catch (error) {
    throw usageError(error instanceof Error ? error.message : String(error));
  }
};

const nameOf = (member: string, { isOperand, value }: OptionForm): string =>
  isOperand ? (value ?? `<${member}>`) : `--${optionName(member)}`;

/**
 * Reads the words behind a command.
 * @returns its options, or `help` when that was asked for
 * @throws ToolError `usage` naming what is wrong
 */
export const parseCommandLine = <Options extends z.ZodRawShape>(
  { options }: Pick<Command<Options>, 'options'>,
  args: readonly string[],
): z.output<z.ZodObject<Options>> | 'help' => {
  const { values, positionals } = read(args, options);
  if (values.help === true) return 'help';
  const words = positionals.values();
  const givenFor = ([member, schema]: readonly [string, z.core.$ZodType]): Given => {
    if (!formOf(schema).isOperand) return values[optionName(member)];
    return isList(schema) ? [...words] : words.next().value;
  };
  const given = new Map(Object.entries(options).map((option) => [option[0], givenFor(option)] as const));
  const [extra] = words;
  if (extra !== undefined) throw usageError(`"${extra}" is one word too many.`);
  const { data, error } = z.object(options).safeParse(Object.fromEntries(given));
  if (error === undefined) return data;
  const [issue] = error.issues;
  const member = String(issue?.path[0]);
  const schema = options[member];
  const form = schema === undefined ? { help: '' } : formOf(schema);
  const value = given.get(member);
  throw usageError(
    value === undefined
      ? `Missing: ${nameOf(member, form)}, ${form.help}.`
      : `${nameOf(member, form)} ${issue?.message ?? ''}, not "${String(value)}".`,
  );
};
