import type { MoneyDeposited } from '@event-sourcing/bank-domain';
import type { OwnDatabase } from '../harness/bench';

/** A log that takes deposits, and remembers what it has acknowledged. */
export interface DepositLog {
  append(deposits: readonly MoneyDeposited[]): Promise<unknown>;
  /** @throws ToolError `wrong-result` unless what is stored is what was acknowledged */
  check(): Promise<void>;
}

/** Opens a log in a database of its own. */
export type OpenLog = (own: OwnDatabase) => Promise<DepositLog>;

/** Durable on a majority: what every contestant waits for. */
export const DURABLE = { writeConcern: { w: 'majority', j: true } } as const;

/** Seen by a majority, on the primary. */
export const DECISIVE = { readConcern: { level: 'majority' }, readPreference: 'primary' } as const;
