import { describe, expect, it } from '@jest/globals';
import { MemoryCommits, MemoryCommitStorage } from '../../testing';
import { chain, EMPTY_CHAIN, type ChainEnd } from './chain';
import { type Commit, DEFAULT_LIMITS, toPosition } from '../../contract';
import { prepareCommit } from './prepared-commit';
import { GENESIS, verifyChain, type VerifyOptions } from './verify';

const deposit = (amount: string) => ({
  type: 'Deposited',
  version: 1,
  tags: ['account:1'],
  data: { amount },
});

/** Commits of 1, 2, 1, 2 … events that deposit 1, 2, 3 …, chained from an end. */
const chained = (count: number, from: ChainEnd = EMPTY_CHAIN, note = ''): Commit[] => {
  const commits: Commit[] = [];
  for (let index = 0; index < count; index += 1) {
    const events = [deposit(`${index + 1}${note}`), ...(index % 2 ? [deposit('0')] : [])];
    const prepared = prepareCommit(
      { events, command: { id: `c${index}${note}`, anyRequest: true } },
      DEFAULT_LIMITS,
    );
    commits.push(chain(prepared, commits.at(-1) ?? from, new Date(1_900_000_000_000 + index)));
  }
  return commits;
};

const verify = (commits: readonly Commit[], options?: VerifyOptions) => {
  const memory = new MemoryCommits();
  for (const commit of commits) memory.insert(commit);
  return verifyChain(new MemoryCommitStorage(memory), options);
};

const headOf = ({ lastPosition, hash }: Commit) => ({ position: lastPosition, hash });
const at = <Item>(items: readonly Item[], index: number): Item => {
  const item = items.at(index);
  if (item === undefined) throw new Error(`There is no item ${index}.`);
  return item;
};

describe('verifying a log', () => {
  const log = chained(6);

  it('passes an intact one, and tells the head to publish', async () => {
    expect(await verify(log)).toEqual({ head: headOf(at(log, -1)), commits: 6 });
    expect(await verify([])).toEqual({ head: GENESIS, commits: 0 });
  });

  it('names a commit of which an amount was changed', async () => {
    const third = at(log, 2);
    const changed = { ...third, events: [{ ...at(third.events, 0), data: { amount: '1000' } }] };
    const { fault } = await verify(log.with(2, changed));
    expect(fault).toMatchObject({ kind: 'changed', commitId: 'c2', position: 4 });
  });

  it.each(['recordedAt', 'metadata', 'hash', 'id'] as const)(
    'names a commit of which %s was changed',
    async (member) => {
      const other = { recordedAt: new Date(0), metadata: { actor: 'm' }, hash: '0'.repeat(64), id: 'other' }[
        member
      ];
      const { fault } = await verify(log.with(3, { ...at(log, 3), [member]: other }));
      expect(fault).toMatchObject({ kind: 'changed', position: 5 });
    },
  );

  it('names the first position of a removed commit', async () => {
    const { fault, head } = await verify(log.toSpliced(1, 1));
    expect(fault).toMatchObject({ kind: 'missing', position: 2 });
    expect(head.position).toBe(1);
  });

  it('names the first of two swapped commits', async () => {
    const [a, b] = [at(log, 2), at(log, 4)];
    const { fault } = await verify(
      log
        .with(2, { ...b, position: a.position, lastPosition: a.lastPosition })
        .with(4, { ...a, position: b.position, lastPosition: b.lastPosition }),
    );
    expect(fault).toMatchObject({ kind: 'changed', position: 4, commitId: 'c4' });
  });

  it('names an inserted commit, though the ones behind it were moved up', async () => {
    const inserted = chained(1, at(log, 1), '-forged');
    const moved = log.slice(2).map((commit) => ({
      ...commit,
      position: toPosition(commit.position + 1),
      lastPosition: toPosition(commit.lastPosition + 1),
    }));
    const { fault } = await verify([...log.slice(0, 2), ...inserted, ...moved]);
    // The forged one continues the chain; the one behind it does not continue the forged one.
    expect(fault).toMatchObject({ kind: 'changed', commitId: 'c2', position: 5 });
  });

  it('finds a recomputed tail and a cut-off end only against a head published elsewhere', async () => {
    const published = headOf(at(log, -1));
    const recomputed = [...log.slice(0, 4), ...chained(2, at(log, 3), '9')];
    expect((await verify(recomputed)).fault).toBeUndefined();
    expect((await verify(recomputed, { published })).fault).toMatchObject({ kind: 'recomputed' });
    expect((await verify(log.slice(0, 5))).fault).toBeUndefined();
    expect((await verify(log.slice(0, 5), { published })).fault).toMatchObject({
      kind: 'cut-off',
      position: 8,
    });
    expect((await verify(log, { published })).fault).toBeUndefined();
  });

  it('finds a recomputed tail in which the published position lies inside a commit', async () => {
    const spanning = prepareCommit(
      { events: [deposit('9'), deposit('9')], command: { id: 'forged', anyRequest: true } },
      DEFAULT_LIMITS,
    );
    const recomputed = [...log.slice(0, 4), chain(spanning, at(log, 3), new Date(1_900_000_000_099))];
    const { fault } = await verify(recomputed, { published: headOf(at(log, 4)) });
    expect(fault).toMatchObject({ kind: 'recomputed', commitId: 'forged' });
  });

  it('names a commit put inside of another with which a page of the walk ends', async () => {
    const memory = new MemoryCommits();
    for (const commit of [...log, { ...at(log, 1), id: 'hidden', position: toPosition(3) }])
      memory.insert(commit);
    memory.byPosition.sort((a, b) => a.position - b.position);
    const storage = new MemoryCommitStorage(memory);
    const { fault } = await verifyChain({
      audit: (after) => storage.audit(after, 2),
      headerAt: (at) => storage.headerAt(at),
      strays: () => storage.strays(),
    });
    expect(fault).toMatchObject({ kind: 'changed', commitId: 'hidden', position: 3 });
  });

  it('tells how far it is', async () => {
    const told: number[] = [];
    await verify(log, { onProgress: (position) => told.push(position) });
    expect(told).toEqual([9]);
  });

  it('does not begin at a head that the log has never had, or has no more, though nothing follows', async () => {
    const last = headOf(at(log, -1));
    expect(await verify(log, { from: last })).toEqual({ head: last, commits: 0 });
    expect((await verify(log, { from: { ...last, hash: '1'.repeat(64) } })).fault).toMatchObject({
      kind: 'recomputed',
      position: 9,
    });
    expect((await verify(log.slice(0, 5), { from: last })).fault).toMatchObject({
      kind: 'cut-off',
      position: 9,
    });
    const inside = { position: toPosition(8), hash: last.hash };
    expect((await verify(log, { from: inside })).fault).toMatchObject({ kind: 'recomputed' });
  });

  it('refuses a published head that the walk would not pass', async () => {
    const [from, published] = [headOf(at(log, 2)), headOf(at(log, 1))];
    await expect(verify(log, { from, published })).rejects.toThrow('The published head, at 3, lies before');
    expect((await verify(log, { from, published: from })).fault).toBeUndefined();
  });

  it('begins at a head that was verified before', async () => {
    const from = headOf(at(log, 2));
    expect(await verify(log, { from })).toEqual({ head: headOf(at(log, -1)), commits: 3 });
    const { fault } = await verify(log, { from: { ...from, hash: '1'.repeat(64) } });
    expect(fault).toMatchObject({ kind: 'changed', commitId: 'c3' });
  });
});
