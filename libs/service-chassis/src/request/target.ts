import type { Fault } from '@event-sourcing/domain-kernel';

/** A request's target (RFC 9112, 3.2). */
export interface Target {
  /** In origin form: path and query. */
  readonly url: string;
  /** Of the absolute form, where it stands in place of the header `Host`. */
  readonly host?: string;
  readonly faults: readonly Fault[];
}

const ABSOLUTE_FORM = /^https?:\/\/([^/?#]*)(.*)$/i;
const NO_FAULTS: readonly Fault[] = [];

const fault = (message: string): readonly Fault[] => [{ path: 'target', message }];

const faultsOf = (target: string, host = ''): readonly Fault[] => {
  if (target.includes('#')) return fault('must not have a fragment');
  return host.includes('@') ? fault('must not name a user') : NO_FAULTS;
};

/**
 * Reads the target of a request, as the request line has it.
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-4.2.4 why a user is refused
 */
export const readTarget = (target: string): Target => {
  if (target.startsWith('/')) return { url: target, faults: faultsOf(target) };
  const [, host, rest = ''] = ABSOLUTE_FORM.exec(target) ?? [];
  if (host === undefined) return { url: target, faults: NO_FAULTS };
  return { url: rest.startsWith('/') ? rest : `/${rest}`, host, faults: faultsOf(target, host) };
};
