export { StandingOrdersTimer } from './standing-orders.timer';
