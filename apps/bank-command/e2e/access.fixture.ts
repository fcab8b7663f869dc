import type { RouteSample } from '@event-sourcing/service-chassis/testing';

const account = '/accounts/ann-1';
const order = { to: 'bob-1', amount: '1', every: 'day', startsAt: '2999-01-01T00:00:00Z' };
const [read, write, admin] = ['bank:read', 'bank:write', 'admin'];

/** What Ann may do with her account. */
export const ACCOUNT_ROUTES: readonly RouteSample[] = [
  { route: 'GET /accounts/:accountId', path: account, scope: read },
  { route: 'GET /accounts/:accountId/standing-orders', path: `${account}/standing-orders`, scope: read },
  {
    route: 'GET /accounts/:accountId/standing-orders/:standingOrderId',
    path: `${account}/standing-orders/1`,
    scope: read,
  },
  { route: 'GET /accounts/:accountId/statement', path: `${account}/statement`, scope: read },
  {
    route: 'POST /accounts/:accountId/deposits',
    path: `${account}/deposits`,
    body: { amount: '1' },
    scope: write,
  },
  {
    route: 'POST /accounts/:accountId/withdrawals',
    path: `${account}/withdrawals`,
    body: { amount: '1' },
    scope: write,
  },
  {
    route: 'POST /transfers',
    path: '/transfers',
    body: { from: 'ann-1', to: 'bob-1', amount: '1' },
    scope: write,
  },
  {
    route: 'POST /accounts/:accountId/standing-orders',
    path: `${account}/standing-orders`,
    body: order,
    scope: write,
  },
  {
    route: 'DELETE /accounts/:accountId/standing-orders/:standingOrderId',
    path: `${account}/standing-orders/1`,
    scope: write,
  },
  { route: 'DELETE /accounts/:accountId', path: account, scope: write },
];

/** Everything that is asked of the bank with a token. */
export const ROUTES: readonly RouteSample[] = [
  ...ACCOUNT_ROUTES,
  { route: 'GET /accounts', path: '/accounts?owner=ann', scope: read },
  { route: 'POST /accounts', path: '/accounts', body: { owner: 'ann' }, scope: write },
  { route: 'GET /projections', path: '/projections', scope: admin },
  { route: 'POST /projections/:name/rebuild', path: '/projections/none/rebuild', scope: admin },
  {
    route: 'POST /projections/:name/pause',
    path: '/projections/none/pause',
    body: { reason: 'x' },
    scope: admin,
  },
  { route: 'POST /projections/:name/resume', path: '/projections/none/resume', scope: admin },
  { route: 'GET /projections/:name/set-aside', path: '/projections/none/set-aside', scope: admin },
  {
    route: 'POST /projections/:name/set-aside/:position/retry',
    path: '/projections/none/set-aside/1/retry',
    scope: admin,
  },
  { route: 'GET /reactions', path: '/reactions', scope: admin },
  {
    route: 'POST /reactions/:name/pause',
    path: '/reactions/none/pause',
    body: { reason: 'x' },
    scope: admin,
  },
  { route: 'POST /reactions/:name/resume', path: '/reactions/none/resume', scope: admin },
  { route: 'GET /reactions/:name/parked', path: '/reactions/none/parked', scope: admin },
  {
    route: 'POST /reactions/:name/parked/:position/retry',
    path: '/reactions/none/parked/1/retry',
    scope: admin,
  },
  {
    route: 'POST /reactions/:name/resume-at',
    path: '/reactions/none/resume-at',
    body: { position: 0, reason: 'x' },
    scope: admin,
  },
  {
    route: 'POST /reactions/:name/parked/:position/skip',
    path: '/reactions/none/parked/1/skip',
    body: { reason: 'x' },
    scope: admin,
  },
];

/** The same, of a projection and of a reaction that there are. */
export const ROUTES_OF_OURS: readonly RouteSample[] = ROUTES.map((sample) => ({
  ...sample,
  path: sample.path
    .replace('/projections/none/', '/projections/accounts/')
    .replace('/reactions/none/', '/reactions/transfer-notices/'),
}));
