import { account, accountId, accountTag, type AccountId } from '@event-sourcing/bank-domain';
import { ToolError } from '@event-sourcing/tools-kit';
import { amounts, deposit, fundAccounts, metadata } from '../contestants/payload';
import { DECISIVE } from '../contestants/raw-log';
import { openBankStore, storedCommits } from '../contestants/store-log';
import type { Bench } from '../harness/bench';
import { rates, single, type Contestant } from '../harness/row';
import { closedLoop, loopSample } from '../load/closed-loop';
import { meanwhile } from '../load/meanwhile';

const READERS = 64;
const EVENTS_BEFORE = 100;
const WRITE_EVERY_MS = 100;

const open = async (bench: Bench) => {
  const own = await bench.database();
  // Written by another process than the one that reads, as far as the readers can tell.
  const [writer, store] = [await openBankStore(own), await openBankStore(own)];
  const [commits, cents] = [storedCommits(own.db), amounts()];

  /** @param readOne resolves with the position of the account's last event that the reader knows */
  const reading = (name: string, readOne: (id: AccountId) => Promise<number>): Contestant => {
    let accounts = 0;
    const run = async () => {
      // A new one each time: it must not be longer for the one who comes later.
      const id = accountId.parse(`${name.replaceAll(' ', '-')}-${(accounts += 1)}`);
      await fundAccounts(writer, [id]);
      let acknowledged = 0;
      const write = async () => {
        const { commit } = await writer.append({ events: [deposit(id, cents())], metadata: metadata() });
        acknowledged = commit.lastPosition;
      };
      for (let event = 2; event < EVENTS_BEFORE; event += 1) await write();
      const read = async (): Promise<void> => {
        const asked = acknowledged;
        const reflected = await readOne(id);
        if (reflected >= asked) return;
        throw new ToolError('wrong-result', `${name}: read ${reflected} when ${asked} was acknowledged.`);
      };
      return loopSample(
        await meanwhile(WRITE_EVERY_MS, write, () => closedLoop(READERS, bench.sizes.sampleMs, read)),
      );
    };
    return { name, run };
  };

  return [
    reading('event store', async (id) => {
      const { state } = await store.stateOf(account(id));
      return state.status === 'open' ? state.lastPosition : 0;
    }),
    reading('raw indexed find', async (id) => {
      const found = commits.find({ 'events.tags': accountTag(id) }, DECISIVE).sort({ position: 1 });
      const last = (await found.toArray()).at(-1);
      return last === undefined ? 0 : last.position + last.events.length - 1;
    }),
  ];
};

export const readHot = single({
  name: 'read-hot',
  title: '64 concurrent reads of one hot account, each confirmed by a tail read begun after it was asked',
  against: 'raw indexed find of its 100 events',
  measures: rates('reads', 10),
  open,
});
