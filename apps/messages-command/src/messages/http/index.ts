export { MessagesController } from './messages.controller';
