import { longAccount } from '../volumes/long-account';
import { noticesAfterOutage, type Outage } from '../volumes/notices-after-outage';
import { StackInUse } from '../volumes/stack-in-use';

export interface BacklogOptions extends Omit<Outage, 'to'> {
  /** Of the account that all transfers go to. */
  readonly movements: number;
  readonly log?: (line: string) => void;
}

const LONG = 'long';

/** Notices to an account with a long history, after messages-command was away for some traffic. */
export const backlog = ({ movements, log, ...outage }: BacklogOptions) =>
  StackInUse.during({ instances: 1, ...(log && { log }) }, async (stack) => {
    const filled = await longAccount(stack, LONG, movements);
    const { asked, measured, faults } = await noticesAfterOutage(stack, { ...outage, to: LONG });
    return { movements, ...outage, asked, ...measured, faults: [...filled.faults, ...faults] };
  });
