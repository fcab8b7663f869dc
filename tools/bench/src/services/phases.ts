import type { Place } from './cpu-profile';

/** What the time of a command goes into. */
export const PHASES = [
  'waiting',
  'HTTP',
  'sockets',
  'validation',
  'decision',
  'digest',
  'log',
  'driver',
  'BSON',
  'garbage collection',
  'rest of Node',
  'other',
] as const;
export type Phase = (typeof PHASES)[number];

/** The first that a place matches. */
const RULES: readonly (readonly [Phase, RegExp])[] = [
  ['waiting', /^\(idle\)$/],
  ['garbage collection', /^\(garbage collector\)$/],
  ['BSON', /node_modules\/(bson|@mongodb-js)\//],
  ['driver', /node_modules\/(mongodb|mongoose)/],
  ['validation', /node_modules\/zod\/|event-store\/src\/log\/versioning\/|dinero/],
  ['digest', /node_modules\/canonicalize\/|internal\/crypto\/hash|event-store\/src\/log\/chain\//],
  ['decision', /event-store\/src\/decisions\/|bank-domain\//],
  ['log', /event-store\//],
  ['sockets', /^node:(net|internal\/stream|stream|internal\/net)/],
  ['HTTP', /^node:_?http|node_modules\/|service-chassis\/|apps\/|bank-command\/src/],
  ['rest of Node', /^node:|^\(program\)$/],
];

/** The phase that a place belongs to. */
export const phaseOf = (place: Place): Phase => RULES.find(([, rule]) => rule.test(place))?.[0] ?? 'other';
