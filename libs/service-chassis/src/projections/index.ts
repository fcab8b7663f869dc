export { ProjectionsController } from './projections.controller';
