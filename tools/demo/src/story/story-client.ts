import type { Client } from '@event-sourcing/service-clients';
import { serviceClient } from '@event-sourcing/tools-kit';
import type { Printer } from './printer';

/** A service, as the people of the story use it: every request is printed. */
export const storyClient = (
  printer: Printer,
  ...[addresses, options]: Parameters<typeof serviceClient>
): Client => {
  const client = serviceClient(addresses, options);
  client.interceptors.request.use((request, { serializedBody }) => {
    const { pathname, search } = new URL(request.url);
    printer.request([request.method, `${pathname}${search}`, serializedBody].filter(Boolean).join(' '));
    return request;
  });
  return client;
};
