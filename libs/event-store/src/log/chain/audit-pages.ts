import type { Position } from '../../contract';
import type { Audited, CommitStorage } from '../storage';

const PAGE = 4_000;

/** The log in pages, each fetched while the one before it is checked. */
export async function* auditPages(
  storage: Pick<CommitStorage, 'audit'>,
  after: Position,
): AsyncGenerator<readonly Audited[]> {
  const fetch = (from: number): Promise<readonly Audited[]> => {
    const page = storage.audit(from, PAGE);
    // Nobody looks at it when the page before it holds a fault.
    page.catch(() => undefined);
    return page;
  };
  for (let next = fetch(after); ;) {
    const page = await next;
    const last = page.at(-1);
    if (last === undefined) return;
    // After the place where the last one begins, not where it ends: what was put inside of it is to be seen too.
    next = fetch(beginOf(last));
    yield page;
  }
}

/** Where something in the log begins. */
export const beginOf = (audited: Audited): number =>
  'commit' in audited ? audited.commit.position : audited.position;
