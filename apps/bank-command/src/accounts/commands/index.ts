export { CloseAccount } from './close-account.command';
export { CloseAccountHandler } from './close-account.handler';
export { DepositMoney } from './deposit-money.command';
export { DepositMoneyHandler } from './deposit-money.handler';
export type { MovementMade } from './movement';
export { OpenAccount } from './open-account.command';
export { OpenAccountHandler } from './open-account.handler';
export { WithdrawMoney } from './withdraw-money.command';
export { WithdrawMoneyHandler } from './withdraw-money.handler';
