import { ToolError } from '@event-sourcing/tools-kit';

/** @throws ToolError `wrong-result` unless both are the same */
export const expectSame = (what: string, found: number, expected: number): void => {
  if (found !== expected) {
    throw new ToolError('wrong-result', `${what}: ${found} instead of ${expected}.`);
  }
};
