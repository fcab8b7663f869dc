import type { RouteSample } from '@event-sourcing/service-chassis/testing';

export const SEND: RouteSample = {
  route: 'POST /users/:userId/messages',
  path: '/users/ann/messages',
  body: { text: 'Hello' },
};
/** What a user does in their own mailbox. */
export const OWN: readonly RouteSample[] = [
  { route: 'PUT /users/:userId/messages/:messageId/read', path: '/users/ann/messages/m1/read' },
  { route: 'DELETE /users/:userId/messages/:messageId', path: '/users/ann/messages/m1' },
];
