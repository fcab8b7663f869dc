export { StandingOrdersController } from './standing-orders.controller';
