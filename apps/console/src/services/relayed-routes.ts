/** What an id or a name is made of: never dots alone, which lead out of a path. */
const ID = '[A-Za-z0-9][A-Za-z0-9._-]*';

const route = (pattern: string): RegExp => new RegExp(`^${pattern.replaceAll(':id', ID)}(\\?.*)?$`);

/** The routes of services that the page may use; the services judge who may. */
const ROUTES: Readonly<Record<'GET' | 'POST', readonly RegExp[]>> = {
  GET: [
    '/projections',
    '/projections/:id/set-aside',
    '/reactions',
    '/reactions/:id/parked',
    '/accounts',
    '/accounts/:id',
    '/users/:id/messages',
  ].map(route),
  POST: [
    '/projections/:id/rebuild',
    '/projections/:id/pause',
    '/projections/:id/resume',
    '/projections/:id/set-aside/:id/retry',
    '/reactions/:id/pause',
    '/reactions/:id/resume',
    '/reactions/:id/parked/:id/retry',
    '/reactions/:id/parked/:id/skip',
    '/accounts',
    '/accounts/:id/deposits',
    '/transfers',
  ].map(route),
};

/** Whether a request is one that the page makes: nothing else of a service is reached through the console. */
export const isRelayed = (method: 'GET' | 'POST', target: string): boolean =>
  ROUTES[method].some((pattern) => pattern.test(target));
