import { isLoopback } from '../config';

/** A host without its port; an IPv6 address stands in brackets. */
const HOST_AND_PORT = /^(?:\[([^\]]*)\]|([^:]*))(?::\d*)?$/;

/**
 * Whether a service is meant by a `Host`. A name of somebody else's that leads to this machine is how a page in a
 * browser gets at what listens on loopback (DNS rebinding).
 * @param host as sent, its port included; in any case
 * @param allowed names beside those of loopback
 */
export const isKnownHost = (host: string, allowed: readonly string[]): boolean => {
  const [, address, name = address] = HOST_AND_PORT.exec(host.toLowerCase()) ?? [];
  return name !== undefined && (isLoopback(name) || allowed.includes(name));
};
