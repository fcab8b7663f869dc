export { evolveMessageView, messageView, type MessageView, messageViewKey } from './message-view';
export { messagesProjection, type MessagesRunner } from './messages.projection';
