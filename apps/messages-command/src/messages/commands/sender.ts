import { forbidden, type Principal, requireOwner } from '@event-sourcing/service-chassis';

/** Spelled otherwise, a name still reads as the same one. */
const plain = (name: string): string => name.normalize('NFKC').trim().toLowerCase();

/**
 * Whom a message is from: who the token says. An administrator may name anyone but a service; where nobody is asked
 * who they are, everyone may name anyone.
 * @param services the names that only a service itself may write under
 * @throws Problem `forbidden` for somebody else's name
 */
export const senderOf = (
  principal: Principal,
  from: string | undefined,
  services: readonly string[],
): string | undefined => {
  const { subject, service } = principal;
  if (subject === undefined) return from;
  const sender = from ?? service ?? subject;
  if (sender === service) return sender;
  const reserved = services.find((name) => plain(name) === plain(sender));
  if (reserved !== undefined) {
    throw forbidden(
      `Only ${reserved} itself writes as ${reserved}.`,
      { from: sender },
      `service:${reserved}`,
    );
  }
  requireOwner(principal, sender, { from: sender });
  return sender;
};
