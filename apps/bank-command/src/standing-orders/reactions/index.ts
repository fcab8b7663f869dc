export { EndOrdersOfAccountHandler } from './end-orders-of-account.handler';
export { orderEndings } from './order-endings.reaction';
