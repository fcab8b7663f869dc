export { ReactionsController } from './reactions.controller';
export { ReactionsProgress } from './reactions-progress';
