import type { ProjectionRunner } from '@event-sourcing/event-store';
import type { accountsProjection } from './accounts.projection';

export { accountsProjection, type AccountRow } from './accounts.projection';

/** The token of the projection that lists the open accounts. */
export const ACCOUNTS = Symbol('accounts projection');

export type AccountsProjection = ProjectionRunner<(typeof accountsProjection)['models']>;
