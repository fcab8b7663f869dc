export {
  cancelStandingOrder,
  endWithAccount,
  MAX_BACKDATED_MS,
  openStandingOrder,
  PATIENCE_MS,
  requireStandingOrder,
  settle,
  type AccountsOfOrder,
  type NewStandingOrder,
  type Settlement,
} from './decisions';
export {
  standingOrderEnded,
  standingOrderEventTypes,
  standingOrderExecuted,
  standingOrderOpened,
  standingOrderSkipped,
  type StandingOrderEnded,
  type StandingOrderEvent,
  type StandingOrderExecuted,
  type StandingOrderOpened,
  type StandingOrderSkipped,
} from './events';
export { standingOrderId, standingOrderTag, type StandingOrderId } from './ids';
export { endedText, skippedText } from './messages';
export { standingOrder, standingOrdersOf, type OrderOfAccount } from './models';
export { dueDate, type Every, type Schedule } from './schedule';
export { livesWith, nextDueAt, type StandingOrder, type StandingOrderState } from './state';
