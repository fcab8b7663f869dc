import { Text, Title, useComputedColorScheme } from '@mantine/core';
import { useEffect, useId, useRef } from 'react';
import uPlot, { type AlignedData } from 'uplot';

/** What a chart shows over time. */
export interface Curve {
  readonly name: string;
  readonly values: readonly (number | null)[];
}

const COLOURS = {
  light: ['#0c7263', '#7a4fc4', '#b8560f', '#2261c4', '#a3295a', '#5a6b00'],
  dark: ['#45c4ad', '#b59af0', '#f0a468', '#83b1ff', '#f08db5', '#c3d35a'],
};
const INK = { light: { text: '#5b6570', line: '#e6ebee' }, dark: { text: '#a3adb7', line: '#2a343a' } };
const HEIGHT = 150;
const TWO_DIGITS = new Intl.NumberFormat('en', { maximumFractionDigits: 2 });

const optionsFor = (names: readonly string[], scheme: 'light' | 'dark', width: number): uPlot.Options => {
  const { text, line } = INK[scheme];
  const axis = {
    stroke: text,
    grid: { stroke: line, width: 1 },
    ticks: { show: false },
    font: '11px system-ui',
  };
  return {
    ...{ width, height: HEIGHT, legend: { show: false }, cursor: { show: false }, padding: [8, 8, 0, 0] },
    scales: { y: { range: (_, __, max) => [0, max > 0 ? max * 1.15 : 1] } },
    axes: [
      { ...axis, space: 70, values: [[1, '{HH}:{mm}:{ss}', null, null, null, null, null, null, 1]] },
      { ...axis, size: 48, values: (_, ticks) => ticks.map((tick) => TWO_DIGITS.format(tick)) },
    ],
    series: [
      {},
      ...names.map((label, index) => {
        const stroke = COLOURS[scheme][index % COLOURS[scheme].length] ?? text;
        return { label, stroke, width: 2, points: { show: false }, spanGaps: true };
      }),
    ],
  };
};

/** A chart that moves on: drawn for eyes, and its last values told in words. */
export const LiveChart = ({
  title,
  unit,
  times,
  curves,
}: {
  readonly title: string;
  readonly unit: string;
  readonly times: readonly number[];
  readonly curves: readonly Curve[];
}) => {
  const place = useRef<HTMLDivElement>(null);
  const chart = useRef<uPlot>(undefined);
  const id = useId();
  const scheme = useComputedColorScheme('light');
  const names = curves.map(({ name }) => name).join('\n');
  useEffect(() => {
    const { current } = place;
    if (!current) return;
    const made = new uPlot(
      optionsFor(names === '' ? [] : names.split('\n'), scheme, current.clientWidth),
      undefined,
      current,
    );
    chart.current = made;
    const resized = new ResizeObserver(() => made.setSize({ width: current.clientWidth, height: HEIGHT }));
    resized.observe(current);
    return () => {
      resized.disconnect();
      made.destroy();
      chart.current = undefined;
    };
  }, [names, scheme]);
  useEffect(() => {
    const data: AlignedData = [[...times], ...curves.map(({ values }) => [...values])];
    chart.current?.setData(data);
  }, [times, curves, names, scheme]);
  return (
    <section className="card chart" aria-labelledby={id}>
      <Title order={3} id={id}>
        {title}
      </Title>
      <div ref={place} aria-hidden="true" className="plot" data-empty={times.length === 0 || undefined} />
      {times.length === 0 && (
        <Text c="dimmed" size="sm">
          The first values come in a moment.
        </Text>
      )}
      <ul className="legend">
        {curves.map(({ name, values }, index) => (
          <li key={name}>
            <svg width="10" height="10" aria-hidden="true">
              <circle cx="5" cy="5" r="5" fill={COLOURS[scheme][index % COLOURS[scheme].length]} />
            </svg>
            <Text span size="sm">
              {name} <b>{lastText(values, unit)}</b>
            </Text>
          </li>
        ))}
      </ul>
    </section>
  );
};

const lastText = (values: readonly (number | null)[], unit: string): string => {
  const last = values.findLast((value) => value !== null);
  return typeof last !== 'number' ? '–' : `${TWO_DIGITS.format(last)} ${unit}`;
};
