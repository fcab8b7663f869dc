import type { Pausable } from '@event-sourcing/event-store';
import { Problem } from '../problems';

export const readerNotFound = (kind: Pausable, name: string): Problem =>
  new Problem(`${kind}-not-found`, 404, `There is no ${kind} ${name}.`, { members: { [kind]: name } });
