import { accountId, type AccountId } from '@event-sourcing/bank-domain';

/** Events that an entity has on average. */
const EVENTS_EACH = 10;
/** Every so many-th entity is hot: together they get half of all events. */
const HOT_EVERY = 100;
/** As far from each other as places can be, one after the other. */
const STRIDE = 0.618_033_988_749_895;

/** What an event is about. */
export interface Filling {
  readonly entity: number;
  /** The entity begins with it. */
  readonly isFirst: boolean;
}

/** How many entities a log of so many events is about. */
export const entitiesOf = (events: number): number => Math.ceil(events / EVENTS_EACH);

/**
 * What the n-th event of a log is about, counted from 0. It depends on n alone, so that a run that was ended can go on;
 * and a log of any length looks like a longer one seen from afar: hot entities have some 450 events, cold ones 5, spread
 * over all that was written since they began.
 */
export const fillingAt = (n: number): Filling => {
  const newest = Math.floor(n / EVENTS_EACH);
  if (n % EVENTS_EACH === 0) return { entity: newest, isFirst: true };
  const random = mixed(n);
  const share = (random >>> 1) / 2 ** 31;
  const isHot = (random & 1) === 1;
  return { entity: isHot ? hotAmong(newest + 1, share) : Math.floor(share * (newest + 1)), isFirst: false };
};

/** A cold entity of a log of so many events; those of successive turns are spread over all, and hardly any comes twice. */
export const coldEntity = (events: number, turn: number): number => {
  const entity = Math.floor(((turn * STRIDE) % 1) * (entitiesOf(events) - 1));
  return entity % HOT_EVERY === 0 ? entity + 1 : entity;
};

/** A hot entity of a log of so many events; those of successive turns are spread over all. */
export const hotEntity = (events: number, turn: number): number =>
  hotAmong(entitiesOf(events), (turn * STRIDE) % 1);

/** The account that is an entity. */
export const accountOf = (entity: number): AccountId => accountId.parse(`account-${entity}`);

const hotAmong = (entities: number, share: number): number =>
  HOT_EVERY * Math.floor(share * Math.ceil(entities / HOT_EVERY));

/** 32 bits that look random: the last step of MurmurHash3 (Appleby, 2011). */
const mixed = (n: number): number => {
  let bits = n ^ (n >>> 16);
  bits = Math.imul(bits, 0x85eb_ca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2_ae35);
  return (bits ^ (bits >>> 16)) >>> 0;
};
