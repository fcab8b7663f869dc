export { StandingOrders } from './standing-orders.process';
