export { MessageStreamController } from './message-stream.controller';
export { MessagesController } from './messages.controller';
