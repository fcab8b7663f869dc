/** The indexes of a log's commits. */
export const LOG_INDEXES = [
  // The rule of the log: one commit at a position, so that an insert is a compare-and-swap on the whole log.
  { name: 'position', key: { position: 1 }, unique: true },
  { name: 'tag', key: { 'events.tags': 1, position: 1 } },
  { name: 'type', key: { 'events.type': 1, position: 1 } },
] as const;
