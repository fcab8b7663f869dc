export { CancelStandingOrder } from './cancel-standing-order.command';
export { CancelStandingOrderHandler } from './cancel-standing-order.handler';
export { OpenStandingOrder } from './open-standing-order.command';
export { OpenStandingOrderHandler } from './open-standing-order.handler';
