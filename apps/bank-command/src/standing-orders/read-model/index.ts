export { type DueOrder, dueOrdersProjection } from './due-orders.projection';
