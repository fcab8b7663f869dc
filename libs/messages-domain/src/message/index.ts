export { deleteMessage, markMessageAsRead, sendMessage } from './decisions';
export { messageDeleted, messageEventTypes, messageRead, messageSent, type MessageEvent } from './events';
export { messageId, messageTag, userTag, type MessageId, type MessageKey } from './ids';
export { message } from './models';
export { ABSENT, evolveMessage } from './state';
