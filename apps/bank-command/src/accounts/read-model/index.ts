export { type AccountRow, accountsProjection } from './accounts.projection';
