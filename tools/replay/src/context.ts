import { listProjections, type Client } from '@event-sourcing/service-clients';
import { answered, dataOf, failureReason, positionOf, type OperationResult } from '@event-sourcing/tools-kit';
import type { Survey } from './files';

/** What the phases of a replay share. */
export interface ReplayContext {
  readonly file: string;
  readonly survey: Survey;
  readonly services: Readonly<Record<'bankCommand' | 'messagesCommand' | 'messagesQuery', Client>>;
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

/** The head of a service's log: the last position in it, 0 when it is empty. */
export const headOf = async (client: Client): Promise<number> => {
  const { projections } = await answered(listProjections({ client }));
  return Math.max(...projections.map(({ head }) => head));
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
   * Counts the commit of a command that succeeded.
   * @throws ToolError `unexpected-answer` unless it did, and has a position
   */
  count<Data>(result: OperationResult<Data>): Data {
    const data = dataOf(result);
    const position = positionOf(result);
    if (position > this.headBefore) this.fresh += 1;
    else this.earlier += 1;
    this.last = Math.max(this.last, position);
    return data;
  }
}

const REFUSED: readonly (number | undefined)[] = [404, 409, 412, 422];

/**
 * Why a rule of the service refused a command; what else is no success is a fault of the contract.
 * @returns nothing when none did
 */
export const refusalOf = ({ error, response }: OperationResult<unknown>): string | undefined =>
  response !== undefined && REFUSED.includes(response.status)
    ? failureReason(response.status, error)
    : undefined;
