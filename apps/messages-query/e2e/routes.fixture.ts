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
  {
    route: 'POST /projections/:name/pause',
    path: '/projections/none/pause',
    body: { reason: 'x' },
  },
  { route: 'POST /projections/:name/resume', path: '/projections/none/resume' },
  { route: 'GET /projections/:name/set-aside', path: '/projections/none/set-aside' },
  {
    route: 'POST /projections/:name/set-aside/:position/retry',
    path: '/projections/none/set-aside/1/retry',
  },
];

/** All of them, of a projection that there is. */
export const ROUTES_OF_OURS: readonly RouteSample[] = [...OWN, ...OPERATORS].map((sample) => ({
  ...sample,
  path: sample.path.replace('/none/', '/messages/'),
}));
