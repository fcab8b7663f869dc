export {
  PROJECTION_STATUS,
  type ProjectionStatus,
  type ProjectionStatusSource,
  type RebuildOutcome,
} from './projection-status';
export { ProjectionsController } from './projections.controller';
