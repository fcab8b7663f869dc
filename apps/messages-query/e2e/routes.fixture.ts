import type { RouteSample } from '@event-sourcing/service-chassis/testing';

/** What a user reads of their own mailbox. */
export const OWN: readonly RouteSample[] = [
  { route: 'GET /users/:userId/messages', path: '/users/ann/messages' },
  { route: 'GET /users/:userId/messages/:messageId', path: '/users/ann/messages/m1' },
  { route: 'GET /users/:userId/unread-count', path: '/users/ann/unread-count' },
  { route: 'GET /users/:userId/message-stream', path: '/users/ann/message-stream' },
];
/** What operators ask. */
export const OPERATORS: readonly RouteSample[] = [
  { route: 'GET /projections', path: '/projections' },
  { route: 'POST /projections/:name/rebuild', path: '/projections/none/rebuild' },
  { route: 'GET /projections/:name/set-aside', path: '/projections/none/set-aside' },
  {
    route: 'POST /projections/:name/set-aside/:position/retry',
    path: '/projections/none/set-aside/1/retry',
  },
];
