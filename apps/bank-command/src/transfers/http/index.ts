export { TransfersController } from './transfers.controller';
