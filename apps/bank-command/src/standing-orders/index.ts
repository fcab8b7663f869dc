export { type Clock, OTHER_CLOCK } from './clock';
export { StandingOrdersModule } from './standing-orders.module';
