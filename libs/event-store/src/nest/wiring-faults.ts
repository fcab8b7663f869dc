import { EventStoreError } from '../contract';

const nameOf = (store: string | undefined): string => (store === undefined ? '' : `name: '${store}', `);

/** A feature is there, and its store is not. */
export const noRoot = (store: string | undefined, runner: string): EventStoreError =>
  new EventStoreError(
    'invalid-module',
    `The ${runner} has no event store${store === undefined ? '' : ` named ${store}`} to run on. ` +
      `Import EventStoreModule.forRoot({ ${nameOf(store)}uri, dbName }) once, in the root module.`,
    { runner, store: store ?? null },
  );

/** Two stores would be injected by the same token. */
export const twoRoots = (store: string | undefined): EventStoreError =>
  new EventStoreError(
    'invalid-module',
    `Two modules import EventStoreModule.forRoot ${store === undefined ? 'without a name' : `named ${store}`}. ` +
      'Import it once, in the root module; give a second log a name of its own, forRoot({ name, … }), and its ' +
      'features the same: forFeature({ store, … }).',
    { store: store ?? null },
  );

/** What would run is made anew for each request: it would never be made. */
export const requestScoped = (provider: string): EventStoreError =>
  new EventStoreError(
    'invalid-module',
    `${provider} depends on a provider of scope REQUEST. It runs outside of any request, so that it would ` +
      'never be made. Inject what has the default scope, or ModuleRef, and resolve what is scoped where it is used.',
    { provider },
  );

/** A reaction would deliver to nobody. */
export const noHandler = (delivered: string): EventStoreError =>
  new EventStoreError(
    'invalid-module',
    `No provider is an @EventsHandler(${delivered}), to which a reaction delivers. Add one to the providers of a module.`,
    { delivered },
  );

/** A class with a decorator, and without its method. */
export const noHandleMethod = (handler: string): EventStoreError =>
  new EventStoreError(
    'invalid-module',
    `${handler} is an @EventsHandler, and has no method handle. Give it handle(event), and provide the class itself.`,
    { handler },
  );

/** The receiver would take the effect of one handler for a repeat of another's. */
export const sharedEffect = (
  delivered: string,
  effect: string | undefined,
  first: string,
  second: string,
): EventStoreError =>
  new EventStoreError(
    'invalid-module',
    `${first} and ${second} both handle ${delivered} ${effect === undefined ? 'without a name for their effect' : `as the effect ${effect}`}: ` +
      `whoever receives what they do would take one for a repeat of the other. Put @Effect('…') over the one that is newer.`,
    { delivered, effect: effect ?? null, first, second },
  );

/** A class without its decorator. */
export const notDecorated = (
  name: string,
  decorator: 'Projection' | 'Reaction' | 'ProcessManager',
): EventStoreError =>
  new EventStoreError(
    'invalid-module',
    `forFeature was given the class ${name}, which has no @${decorator}(…) over it. Put it there, or hand over a definition.`,
    { class: name },
  );
