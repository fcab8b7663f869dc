export { askedPosition } from './asked-position';
export {
  AnswersFrom,
  POSITION_WAITER,
  type PositionWaiter,
  UNPOSITIONED,
  Unpositioned,
} from './position-waiter';
export { PositionGuard } from './position.guard';
