export { deleteMessage, markMessageAsRead, sendMessage, type SendMessageCommand } from './decisions';
export {
  messageDeleted,
  messageEventTypes,
  messageRead,
  messageSent,
  type MessageDeleted,
  type MessageEvent,
  type MessageRead,
  type MessageSent,
} from './events';
export { messageId, messageTag, userTag, type MessageId, type MessageKey } from './ids';
export { message } from './models';
export { ABSENT, evolveMessage, type MessageState } from './state';
