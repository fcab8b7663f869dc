export { AccountsModule } from './accounts.module';
export { ACCOUNTS, type AccountsProjection } from './projection';
