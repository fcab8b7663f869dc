import { userInfo } from 'node:os';

/** Who decides, unless something else is said. */
export const OPERATOR = userInfo().username;
