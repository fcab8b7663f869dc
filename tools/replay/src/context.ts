import { expectAnswer, ToolError, type Answer, type ServiceClient } from '@event-sourcing/tools-kit';
import { z } from 'zod';
import type { Survey } from './files';

/** What the phases of a replay share. */
export interface ReplayContext {
  readonly file: string;
  readonly survey: Survey;
  readonly services: Readonly<Record<'bankCommand' | 'messagesCommand' | 'messagesQuery', ServiceClient>>;
  readonly concurrency: number;
  /** Does something with every row of the file; `advance` shows that one is done. */
  readonly phase: (title: string, work: (advance: () => void) => Promise<void>) => Promise<void>;
}

/** How a replay ended. */
export interface Outcome {
  /** A few lines in plain words. */
  readonly summary: readonly string[];
  /** Empty when everything is as expected. */
  readonly differences: readonly string[];
}

const projections = z.object({ projections: z.array(z.object({ head: z.number() })).min(1) });

/** The head of a service's log: the last position in it, 0 when it is empty. */
export const headOf = async (client: ServiceClient): Promise<number> => {
  const found = await client.expect({ method: 'GET', path: '/projections' }, 200, projections);
  return Math.max(...found.projections.map(({ head }) => head));
};

/**
 * Tells what a run wrote from what was there before it: the log's positions only grow, so an answer from behind the
 * head that was seen before the first request belongs to a commit of an earlier run.
 */
export class Tally {
  fresh = 0;
  earlier = 0;
  /** The last position of all answers. */
  last = 0;

  constructor(private readonly headBefore: number) {}

  /**
   * Counts the commit of a command that was answered with 201.
   * @throws ToolError `unexpected-answer` unless it has such a body and a position
   */
  count<Body>(answer: Answer, schema: z.ZodType<Body>): Body {
    const body = expectAnswer(answer, 201, schema);
    const { position } = answer;
    if (position === undefined)
      throw new ToolError('unexpected-answer', `${answer.request} answered without a Log-Position.`);
    if (position > this.headBefore) this.fresh += 1;
    else this.earlier += 1;
    this.last = Math.max(this.last, position);
    return body;
  }
}

/** Refusals of the services' rules; what else is not 201 is a fault of the contract. */
export const isRefused = ({ status }: Answer): boolean => [404, 409, 412, 422].includes(status);
