/** Durable on a majority: what every contestant waits for. */
export const DURABLE = { writeConcern: { w: 'majority', j: true } } as const;

/** Seen by a majority, on the primary. */
export const DECISIVE = { readConcern: { level: 'majority' }, readPreference: 'primary' } as const;
