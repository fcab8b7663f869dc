/** The types of the events that the store records of commands; reserved for it. */
export const COMMAND_REFUSED = 'CommandRefused';
export const COMMAND_CHANGED_NOTHING = 'CommandChangedNothing';

/** Whether a type of event is the store's own. */
export const isOwnEventType = (type: string): boolean =>
  type === COMMAND_REFUSED || type === COMMAND_CHANGED_NOTHING;
