export { DeleteMessage } from './delete-message.command';
export { DeleteMessageHandler } from './delete-message.handler';
export { MarkMessageAsRead } from './mark-message-as-read.command';
export { MarkMessageAsReadHandler } from './mark-message-as-read.handler';
export { SendMessage } from './send-message.command';
export { SendMessageHandler } from './send-message.handler';
