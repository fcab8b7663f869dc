import type { ServiceOptions } from '../bootstrap';
import { askWhileAway, type RouteSample } from './route-samples';
import { startTestService } from './start-test-service';

/** A database that a test has for itself, and the ways in which it can be away. */
interface StoreOnTrial {
  readonly uri: string;
  readonly absences: Readonly<Record<string, Absence>>;
  stop(): Promise<void>;
}

interface Absence {
  readonly away: () => unknown;
  readonly back: () => unknown;
}

/**
 * Starts a service, and asks all of its routes while its store is away in each way, one after the other.
 * @param store is stopped in the end
 * @returns for each way the answers that are none of a store that is away; see `askWhileAway`
 */
export const askWithoutStore = async (
  options: ServiceOptions,
  samples: readonly RouteSample[],
  store: StoreOnTrial,
): Promise<Readonly<Record<string, Readonly<Record<string, string>>>>> => {
  const service = await startTestService(options, { MONGODB_URI: store.uri });
  const answers: Record<string, Readonly<Record<string, string>>> = {};
  try {
    for (const [way, { away, back }] of Object.entries(store.absences))
      answers[way] = await askWhileAway(service.client, samples, away, back);
    return answers;
  } finally {
    await service.stop();
    await store.stop();
  }
};
