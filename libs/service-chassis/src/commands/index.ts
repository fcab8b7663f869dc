export { askedBy } from './asked-by';
export { carryOut } from './carry-out';
export { type CommandContext, Context } from './command-context';
export { newId } from './new-id';
export { requireVersion } from './require-version';
export { dataOf, written } from './written';
