export { ReactionsController } from './reactions.controller';
