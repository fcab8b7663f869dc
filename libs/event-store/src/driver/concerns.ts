/** Durable on a majority: the only acknowledgement that counts. */
export const DURABLE = { w: 'majority', j: true } as const;

/** Seen by a majority, on the primary: the only reads that decide. */
export const DECISIVE = { readConcern: { level: 'majority' }, readPreference: 'primary' } as const;
