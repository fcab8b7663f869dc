export { type TransferMade, TransferMoney } from './transfer-money.command';
export { TransferMoneyHandler } from './transfer-money.handler';
