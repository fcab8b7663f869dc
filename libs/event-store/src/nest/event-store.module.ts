import { type DynamicModule, Module } from '@nestjs/common';
import { callerOf } from '../names';
import { classProviders, runnerProviders, type EventStoreFeature } from './feature';
import type {
  EventStoreModuleAsyncOptions,
  EventStoreModuleOptions,
  EventStoreTestingOptions,
  StoreName,
} from './options';
import { rootModule } from './root-module';
import { testingModule } from './testing-module';

/**
 * The event store in a Nest application.
 *
 * ```ts
 * @Module({
 *   imports: [
 *     EventStoreModule.forRoot({ uri: 'mongodb://…', dbName: 'bank' }),
 *     EventStoreModule.forFeature({ projections: [accounts], reactions: [notices] }),
 *   ],
 * })
 * class AppModule {}
 * ```
 *
 * Everywhere: `EventStore` (and `MongoEventStore`), `SubscriptionRegistry`. Where `forFeature` is imported:
 * `@InjectProjection('accounts') runner: ProjectionRunner<typeof accounts.models>`. Projections and reactions run from
 * the application's bootstrap until its shutdown hooks: call `app.enableShutdownHooks()` or `app.close()`.
 *
 * An application may have several logs: `forRoot({ name: 'orders', … })`, `@InjectEventStore('orders')`,
 * `forFeature({ store: 'orders', … })`.
 */
@Module({})
export class EventStoreModule {
  /** A log for the whole application; a second one has a name. */
  static forRoot({ name, ...options }: EventStoreModuleOptions & StoreName): DynamicModule {
    return rootModule({
      module: EventStoreModule,
      ...(name !== undefined && { name }),
      options: { useFactory: () => options },
    });
  }

  /** The same with options that depend on other modules. */
  static forRootAsync<Dependencies extends unknown[]>({
    name,
    imports = [],
    inject = [],
    useFactory,
  }: EventStoreModuleAsyncOptions<Dependencies>): DynamicModule {
    return rootModule({
      module: EventStoreModule,
      ...(name !== undefined && { name }),
      imports,
      options: { inject, useFactory },
    });
  }

  /**
   * In place of `forRoot` in tests: the whole application, projections and reactions included, on a database in the memory
   * of the process. `await app.get(SubscriptionRegistry).settled()` waits until they are done with everything.
   */
  static forTesting(options: EventStoreTestingOptions = {}): DynamicModule {
    return testingModule(EventStoreModule, options);
  }

  /** What a feature projects and reacts to. */
  static readonly forFeature = (feature: EventStoreFeature): DynamicModule => {
    const runners = runnerProviders(feature, callerOf(EventStoreModule.forFeature));
    return {
      module: EventStoreFeatureModule,
      imports: feature.imports ?? [],
      providers: [...(feature.providers ?? []), ...classProviders(feature), ...runners],
      exports: runners.map(({ provide }) => provide),
    };
  };
}

/** The module of one feature; it is made anew with each `forFeature`. */
@Module({})
class EventStoreFeatureModule {}
