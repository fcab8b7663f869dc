export { type MessageView, messageViewKey } from './message-view';
export {
  MESSAGES,
  messagesProjection,
  type MessagesReading,
  type MessagesRunner,
} from './messages.projection';
