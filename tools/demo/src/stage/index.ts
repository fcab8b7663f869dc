export { Api } from './api';
export { Narrator } from './narrator';
export { setStage } from './stage';
export type { Addresses, PersonId, Stage } from './stage';
export { messagesTable, statementTable } from './tables';
export {
  accountShape,
  messagesShape,
  problemShape,
  sentShape,
  statementShape,
  transactionShape,
  transferShape,
  unreadShape,
} from './shapes';
