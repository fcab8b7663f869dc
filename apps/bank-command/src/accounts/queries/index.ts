export { GetAccountHandler } from './get-account.handler';
export { GetAccount } from './get-account.query';
export { GetPastAccountHandler } from './get-past-account.handler';
export { GetPastAccount } from './get-past-account.query';
export { GetStatementHandler } from './get-statement.handler';
export { GetStatement, type StatementFound } from './get-statement.query';
export { ListAccountsHandler } from './list-accounts.handler';
export { ListAccounts } from './list-accounts.query';
