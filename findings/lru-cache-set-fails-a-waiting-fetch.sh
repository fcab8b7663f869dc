#!/usr/bin/env bash
# Seen on 2026-11-28.
# lru-cache 11.5.3 (npm): when `set` or `delete` touches a key that `fetch` is loading, everyone who waits for that
# load gets an error, "replaced" or "deleted", although the load itself succeeds and the key may have a newer value
# by then. A cache of states that is filled by reads and kept up to date by writes fails its readers just when
# something happens. With `ignoreFetchAbort` they get what was loaded, that is the older value. Seen, what one who
# waits gets, and then the cache's value:
# > set during fetch: Error: replaced, written
# > delete during fetch: Error: deleted, undefined
# > set during fetch, ignoreFetchAbort: loaded, written
source "$(dirname "$0")/lib/common.sh"
npm_packages lru-cache@11.5.3

expect_node <<'JS'
import { LRUCache } from 'lru-cache';

const observe = async (name, change, options) => {
  let finish;
  const load = new Promise((resolve) => (finish = resolve));
  const cache = new LRUCache({ max: 10, fetchMethod: () => load, ...options });
  const waiting = cache.fetch('account:1').catch((error) => `${error.name}: ${error.message}`);
  change(cache);
  finish('loaded');
  console.log(`${name}: ${await waiting}, ${cache.get('account:1')}`);
};
const set = (cache) => cache.set('account:1', 'written');
await observe('set during fetch', set);
await observe('delete during fetch', (cache) => cache.delete('account:1'));
await observe('set during fetch, ignoreFetchAbort', set, { ignoreFetchAbort: true });
JS
