import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parser } from '@prometheus-io/lezer-promql';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { memoryStore } from '@event-sourcing/event-store/testing';
import { parse } from 'yaml';
import { z } from 'zod';
import { EventEmitter } from 'node:events';
import { Metrics } from './metrics';

const deploy = join(import.meta.dirname, '../../../deploy');

const Dashboard = z.object({
  panels: z.array(
    z.object({ title: z.string(), targets: z.array(z.object({ expr: z.string() })).default([]) }),
  ),
});
const Rules = z.object({
  groups: z.array(z.object({ rules: z.array(z.object({ alert: z.string(), expr: z.string() })) })),
});

const dashboard = Dashboard.parse(
  JSON.parse(await readFile(join(deploy, 'grafana/event-store.json'), 'utf8')),
);
const rules = Rules.parse(parse(await readFile(join(deploy, 'prometheus/alerts.yml'), 'utf8')));

const panels = dashboard.panels.flatMap(({ title, targets }) =>
  targets.map(({ expr }) => [title, expr] as const),
);
const alerts = rules.groups.flatMap((group) => group.rules.map(({ alert, expr }) => [alert, expr] as const));

/** The metrics that an expression names; what Grafana fills in is a duration or a value. */
const namedIn = (expression: string): readonly string[] => {
  const text = expression.replaceAll('$__rate_interval', '5m');
  const names: string[] = [];
  parser.parse(text).iterate({
    enter: ({ type, from, to }) => {
      if (type.isError) throw new SyntaxError(`${expression}: at ${from}`);
      if (type.name === 'VectorSelector') names.push(/^\w+/.exec(text.slice(from, to))?.[0] ?? '');
    },
  });
  return names;
};

const existing = new Set<string>();
beforeAll(async () => {
  const store = await memoryStore();
  const readers = { list: async () => [], reactions: async () => [] };
  const metrics = new Metrics({ store, client: new EventEmitter(), readers });
  metrics.observeOverload({ taken: {}, refusals: 0 });
  for (const [, name = '', type] of (await metrics.text()).matchAll(/^# TYPE (\S+) (\S+)$/gm)) {
    const series = type === 'histogram' ? ['_bucket', '_sum', '_count'] : [''];
    for (const end of series) existing.add(`${name}${end}`);
  }
  metrics.close();
  await store.close();
});

describe('the dashboard and the alerts', () => {
  it.each([...panels, ...alerts])('%s asks for metrics that exist', (_, expression) => {
    const names = namedIn(expression);
    expect(names.length).toBeGreaterThan(0);
    expect(names.filter((name) => !existing.has(name))).toEqual([]);
  });

  it('show everything that the store and the services tell', () => {
    const shown = new Set([...panels, ...alerts].flatMap(([, expression]) => namedIn(expression)));
    const ours = [...existing].filter((name) => /^(event_store|http|mongodb)_/.test(name));
    const unseen = ours.filter(
      (name) => !shown.has(name) && !/_(sum|count)$/.test(name) && !name.endsWith('commits_bucket'),
    );
    expect(unseen).toEqual([]);
  });

  it('are held against it: a name that is misspelt, and an expression that is none, are found', () => {
    expect(namedIn('rate(event_store_append_total[5m])').filter((name) => !existing.has(name))).toHaveLength(
      1,
    );
    expect(() => namedIn('sum by (job (up)')).toThrow(SyntaxError);
  });

  it('have a remedy for each alert in the guide', async () => {
    const guide = await readFile(join(deploy, '../docs/guides/metrics.md'), 'utf8');
    expect(alerts.map(([alert]) => alert).filter((alert) => !guide.includes(`| ${alert} `))).toEqual([]);
  });
});
