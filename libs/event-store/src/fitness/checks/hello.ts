import type { Check } from '../check';
import type { Server } from '../server';

/** MongoDB 5.0, the first with `$dateAdd`. */
const MIN_WIRE_VERSION = 13;

const topology: Check<Server> = {
  name: 'topology',
  asked: 'hello',
  expected: `a member of a replica set or a mongos, of wire version ${MIN_WIRE_VERSION} (MongoDB 5.0) or later`,
  remedy: 'Connect to a replica set (one member is enough) or a sharded cluster of MongoDB 5.0 or later.',
  differs: async ({ hello }) => {
    if (typeof hello.setName !== 'string' && hello.msg !== 'isdbgrid') return 'a standalone server';
    const version: unknown = hello.maxWireVersion;
    return typeof version === 'number' && version >= MIN_WIRE_VERSION
      ? undefined
      : `wire version ${String(version)}`;
  },
};

const serverTime: Check<Server> = {
  name: 'server-time',
  asked: 'the localTime of hello',
  expected: 'a date, or milliseconds since 1970',
  remedy: 'Use a server that tells its time: the log is timed by it.',
  differs: async ({ hello }) => {
    const time: unknown = hello.localTime;
    const ms = time instanceof Date ? time.getTime() : time;
    return Number.isFinite(ms) ? undefined : String(time);
  },
};

/** What a server says of itself; nothing is written. */
export const HELLO_CHECKS: readonly Check<Server>[] = [topology, serverTime];
