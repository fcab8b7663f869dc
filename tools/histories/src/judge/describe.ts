import type { Try } from '../clients/tried';

/** Which try is meant, in a line. */
export const describe = ({ id, key = 'no key', instance, command }: Try): string =>
  `${id} (${key}) at ${instance}: ${JSON.stringify(command)}`;
