export { bookingOverviewProjection } from './booking-overview.projection.js';
