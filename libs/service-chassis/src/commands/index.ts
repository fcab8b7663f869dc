export { askedBy } from './asked-by';
export { type CommandContext, Context } from './command-context';
export { decideOptions } from './decide-options';
export { newId } from './new-id';
export { requireVersion } from './require-version';
export { dataOf, written } from './written';
