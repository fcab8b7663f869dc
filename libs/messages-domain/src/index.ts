export {
  ABSENT,
  deleteMessage,
  evolveMessage,
  markMessageAsRead,
  message,
  messageDeleted,
  messageEventTypes,
  messageId,
  messageRead,
  messageSent,
  messageTag,
  sendMessage,
  userTag,
  type MessageEvent,
  type MessageId,
  type MessageKey,
} from './message';
export * as messagesInspection from './inspection';
