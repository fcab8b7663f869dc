export { cancelStandingOrder, endWithAccount, openStandingOrder, requireStandingOrder } from './decisions';
export {
  standingOrderDelayed,
  standingOrderEnded,
  standingOrderEventTypes,
  standingOrderExecuted,
  standingOrderOpened,
  standingOrderSkipped,
  type StandingOrderEnded,
  type StandingOrderEvent,
  type StandingOrderOpened,
  type StandingOrderSkipped,
} from './events';
export { standingOrderId, type StandingOrderId } from './ids';
export { endedText, skippedText } from './messages';
export { standingOrder, standingOrdersOf, standingOrdersPaidBy, type OrderOfAccount } from './models';
export type { Every } from './schedule';
export { settle, settleLate } from './settling';
export { timeZone } from './time-zone';
export { livesWith, nextDueAt, type StandingOrder, type StandingOrderState } from './state';
