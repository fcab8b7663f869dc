export { CountUnreadHandler } from './count-unread.handler';
export { CountUnread } from './count-unread.query';
export { GetMessageHandler } from './get-message.handler';
export { GetMessage } from './get-message.query';
export { ListMessagesHandler } from './list-messages.handler';
export { ListMessages } from './list-messages.query';
export { WatchMessagesHandler } from './watch-messages.handler';
export { type MessageChange, WatchMessages } from './watch-messages.query';
