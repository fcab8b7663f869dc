export {
  AnswersFrom,
  POSITION_WAITER,
  type PositionWaiter,
  Unpositioned,
  type WaitOptions,
} from './position-waiter';
export { PositionGuard } from './position.guard';
