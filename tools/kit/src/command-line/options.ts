import { resolve } from 'node:path';
import { z } from 'zod';

/** How an option is shown in the usage. */
export interface OptionForm {
  readonly help: string;
  /** What stands for its value: `<n>`; none: a flag. */
  readonly value?: string;
  /** Given by its place, without a name: `<file>`. */
  readonly isOperand?: boolean;
  readonly isRequired?: boolean;
}

/** The forms of all options, by their schemas. */
const forms = z.registry<OptionForm>();

/** `--name`: true when it is given. */
export const flag = (help: string) => z.boolean().default(false).register(forms, { help });

/** `--name <value>`, which must be given. */
export const text = (value: string, help: string) =>
  z.string().min(1, 'must not be empty').register(forms, { help, value, isRequired: true });

/** `--name <value>`, as often as one likes; as an operand, all the words that are left. */
export const list = (value: string, help: string) =>
  z.array(z.string()).default([]).register(forms, { help, value });

/** One of the words that are named. */
export const oneOf = <const Words extends readonly [string, ...string[]]>(words: Words, help: string) =>
  z
    .enum(words, `is one of ${words.join(', ')}`)
    .register(forms, { help, value: `<${words.join('|')}>`, isRequired: true });

/** A file or folder, which must be given; of what is relative the person's folder is the base. */
export const path = (value: string, help: string) =>
  z
    .string()
    .min(1, 'must not be empty')
    // npm runs scripts in the workspace's root; INIT_CWD is where the person was.
    .transform((given) => resolve(process.env.INIT_CWD ?? '.', given))
    .register(forms, { help, value, isRequired: true });

/** A whole number within a range. */
export const integer = (
  value: string,
  help: string,
  { min, max }: { readonly min: number; readonly max: number },
) =>
  z
    .string()
    .regex(/^\d{1,15}$/, `is an integer from ${min} to ${max}`)
    .transform(Number)
    .refine((given) => given >= min && given <= max, `is an integer from ${min} to ${max}`)
    .register(forms, { help, value, isRequired: true });

const shownAs = <Schema extends z.ZodType>(schema: Schema, form: OptionForm): Schema => {
  forms.add<z.ZodType>(schema, form);
  return schema;
};

/** The same option, which need not be given. */
export const optional = <Schema extends z.ZodType>(schema: Schema): z.ZodOptional<Schema> =>
  shownAs(schema.optional(), { ...formOf(schema), isRequired: false });

/** The same option, with what it is when it is not given, said in the usage. */
export const orElse = <Value>(
  schema: z.ZodType<Value>,
  fallback: Value,
  shown = String(fallback),
): z.ZodType<Value> => {
  const { help, ...form } = formOf(schema);
  const completed = schema.optional().transform((given): Value => given ?? fallback);
  return shownAs(completed, { ...form, help: `${help} (default: ${shown})`, isRequired: false });
};

/** The same, given by its place among the words without a name. */
export const operand = <Schema extends z.ZodType>(schema: Schema): Schema =>
  shownAs(schema, { ...formOf(schema), isOperand: true });

/** The form of an option; a schema that none of these functions made has none. */
export const formOf = (schema: z.core.$ZodType): OptionForm => forms.get(schema) ?? { help: '' };
