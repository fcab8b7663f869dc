export { PROJECTION_STATUS, type ProjectionStatus, type ProjectionStatusSource } from './projection-status';
export { ProjectionsController } from './projections.controller';
