import { openBankStore, type OwnDatabase } from '@event-sourcing/bench';
import type { MongoEventStore } from '@event-sourcing/event-store';

/** Does something with a store that knows nothing yet, as a process has it that has just started. */
export const withStore = async <Result>(
  home: OwnDatabase,
  use: (store: MongoEventStore) => Promise<Result>,
): Promise<Result> => {
  const store = await openBankStore(home);
  return use(store).finally(() => store.close());
};

/** Where the store's log ends. */
export const headOf = (home: OwnDatabase): Promise<number> => withStore(home, (store) => store.head());
