export { type Broker, isMessageRefused, MessageRefused, type OutboundMessage } from './broker';
export { jetStreamBroker, type JetStreamOptions, type JetStreamPublisher } from './jet-stream-broker';
export { type Announcement, outbox, type Outbox } from './outbox';
