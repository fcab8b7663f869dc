import { hash } from 'node:crypto';
import { type Command, invalidAppend } from '../../contract';
import { canonicalJson } from './canonical-json';

/**
 * What makes two commands under one id the same: SHA-256, in hex, over the canonical JSON (RFC 8785) of what is asked for;
 * none where that does not count.
 * @throws EventStoreError `invalid-append`
 */
export const fingerprintOf = (command: Command): string | undefined => {
  const { request, anyRequest }: { readonly request?: unknown; readonly anyRequest?: unknown } = command;
  if (anyRequest === true && request === undefined) return undefined;
  if (anyRequest !== undefined) {
    throw invalidAppend('command has both a request and anyRequest, or anyRequest is not true.', {
      path: 'command',
    });
  }
  try {
    return hash('sha256', canonicalJson(request), 'hex');
  } catch (error) {
    throw invalidAppend(
      `command.request is no JSON: ${String(error)} Give what is asked for, or anyRequest: true.`,
      { path: 'command.request' },
    );
  }
};
