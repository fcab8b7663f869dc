export { GetStandingOrderHandler } from './get-standing-order.handler';
export { GetStandingOrder } from './get-standing-order.query';
export { ListStandingOrdersHandler } from './list-standing-orders.handler';
export { ListStandingOrders } from './list-standing-orders.query';
