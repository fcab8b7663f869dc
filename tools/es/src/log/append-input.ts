import { readFile } from 'node:fs/promises';
import { text as textOf } from 'node:stream/consumers';
import { type AppendCondition, type EventData, toPosition } from '@event-sourcing/event-store';
import { path, ToolError } from '@event-sourcing/tools-kit';
import { z } from 'zod';

const Events = z.array(
  z.strictObject({
    type: z.string(),
    version: z.int().min(1).default(1),
    tags: z.array(z.string()).default([]),
    data: z.record(z.string(), z.json()).default({}),
  }),
);

const Item = z.strictObject({
  types: z.array(z.string()).exactOptional(),
  tags: z.array(z.string()).exactOptional(),
});

const Condition = z.strictObject({
  failIfEventsMatch: z.strictObject({ items: z.array(Item) }),
  after: z.int().min(0).transform(toPosition).exactOptional(),
});

/** @param of where it stands, for the error */
const parsed = <Form extends z.ZodType>(form: Form, given: unknown, of: string): z.output<Form> => {
  const { data, error } = form.safeParse(given);
  if (error) throw new ToolError('usage', `${of}: ${z.prettifyError(error)}`);
  return data;
};

/** Events, from JSON. @throws ToolError `usage` */
export const eventsOf = (given: unknown, of: string): readonly EventData[] => parsed(Events, given, of);

/** Events, from a file or the input. @throws ToolError `usage`, `bad-file` */
export const eventsFrom = async (file: string): Promise<readonly EventData[]> => {
  try {
    const content = file === '-' ? await textOf(process.stdin) : await readFile(path(file), 'utf8');
    return eventsOf(JSON.parse(content), file);
  } catch (error) {
    if (error instanceof ToolError) throw error;
    throw new ToolError('bad-file', `${file}: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    });
  }
};

/** An append condition, from JSON. @throws ToolError `usage` */
export const conditionOf = (given: unknown): AppendCondition => parsed(Condition, given, '--condition');
