/** The token of the reaction that sends the notices of transfers. */
export const NOTICES = Symbol('notices of transfers');
