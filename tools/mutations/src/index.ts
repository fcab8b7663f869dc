/** Breaks code on purpose: finds a piece by what it is, and puts another in its place. */
export { edit } from './mutation';
export { edited } from './sources';
export type { Sources } from './sources';
export { storeSources } from './store-copy';
