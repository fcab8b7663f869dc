import type { Random } from '@event-sourcing/histories';
import type { FaultKind } from './fault';
import type { Toxic, Toxiproxy } from './toxiproxy';

type Toxics = (random: Random) => readonly Toxic[];

const bothWays = (type: Toxic['type'], attributes: Toxic['attributes']): readonly Toxic[] => [
  { type, stream: 'upstream', attributes },
  { type, stream: 'downstream', attributes },
];

const TOXICS: Readonly<Record<string, Toxics>> = {
  delayed: (random) => {
    const latency = random.between(50, 1_500);
    return bothWays('latency', { latency, jitter: Math.round(latency / 2) });
  },
  throttled: (random) => bothWays('bandwidth', { rate: random.between(1, 50) }),
  'half-open': (random) => [
    // One direction is silent, and neither end is told.
    { type: 'timeout', stream: random.happens(0.5) ? 'upstream' : 'downstream', attributes: { timeout: 0 } },
  ],
  reset: () => [{ type: 'reset_peer', stream: 'downstream', attributes: { timeout: 0 } }],
  'cut in the middle': (random) => [
    {
      type: 'limit_data',
      stream: random.happens(0.5) ? 'upstream' : 'downstream',
      attributes: { bytes: random.between(100, 20_000) },
    },
  ],
};

/** What can happen to the links between all parts. */
export const linkFaults = (proxy: Toxiproxy, links: readonly string[]): readonly FaultKind[] => {
  let made = 0;
  const poisoned =
    (toxicsOf: Toxics): FaultKind['inflict'] =>
    async (link, random) => {
      const toxics = toxicsOf(random).map((toxic) => ({ toxic, name: `toxic-${(made += 1)}` }));
      for (const { toxic, name } of toxics) await proxy.add(link, name, toxic);
      return async () => {
        for (const { name } of toxics) await proxy.remove(link, name);
      };
    };
  const cut: FaultKind['inflict'] = async (link) => {
    await proxy.enable(link, false);
    return () => proxy.enable(link, true);
  };
  return [
    { name: 'cut', targets: links, lasts: [100, 5_000], inflict: cut },
    ...Object.entries(TOXICS).map(([name, toxics]): FaultKind => ({
      name,
      targets: links,
      lasts: [500, 6_000],
      inflict: poisoned(toxics),
    })),
  ];
};
