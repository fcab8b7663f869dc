/** Chance that a seed repeats, for other tools too. It is not in the kit, which may not be loaded before virtual time. */
export { Random } from './random';
