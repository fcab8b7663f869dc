export {
  closeAccount,
  deposit,
  openAccount,
  requireOpen,
  requireTransferable,
  transfer,
  withdraw,
} from './decisions';
export {
  accountClosed,
  accountOpened,
  bankEventTypes,
  moneyDeposited,
  moneyTransferred,
  moneyWithdrawn,
  type AccountClosed,
  type AccountOpened,
  type BankEvent,
  type MoneyDeposited,
  type MoneyTransferred,
  type MoneyWithdrawn,
} from './events';
export { accountId, accountTag, transactionId, type AccountId, type TransactionId } from './ids';
export { account, accountLife, accountToCredit, accountToDebit, accountToOpen } from './models';
export { noticeText } from './notice';
export { ABSENT, evolveAccount, type Account, type AccountState } from './state';
export { statement, statementLines, type StatementLine } from './statement';
