import { currentCorrelationId } from '../correlation';
import type { CommandContext } from './command-context';

/** Who asked for what an operator decides: where nobody is known by name, the correlation id leads to whoever it was. */
export const askedBy = ({ command, principal }: CommandContext) => ({
  by: principal.subject ?? currentCorrelationId(),
  command,
});
