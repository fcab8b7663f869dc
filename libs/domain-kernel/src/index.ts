export { eventType, type EventOf, type EventType } from './event-type';
export { isRefusal, refuse, Refusal } from '@event-sourcing/event-store/models';
export { isValidationFault, ValidationFault, type Fault } from './validation-fault';
export { entityId, freeText, messageText, userId, type UserId } from './values';
