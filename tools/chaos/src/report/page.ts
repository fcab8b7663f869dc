import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Violation } from '../evidence/evidence';
import type { ChaosRun } from '../run-chaos';
import { latencies, outcomes, recoveries } from './figures';

const UPLOT = dirname(createRequire(import.meta.url).resolve('uplot'));

const escaped = (text: string): string =>
  text.replaceAll(/[&<>"]/g, (sign) => `&#${sign.codePointAt(0) ?? 0};`);

const table = (head: readonly string[], rows: readonly (readonly (string | number)[])[]): string => {
  const cells = (of: readonly (string | number)[], tag: string): string =>
    of.map((cell) => `<${tag}>${escaped(String(cell))}</${tag}>`).join('');
  return `<table><thead><tr>${cells(head, 'th')}</tr></thead><tbody>${rows
    .map((row) => `<tr>${cells(row, 'td')}</tr>`)
    .join('')}</tbody></table>`;
};

const OUTCOMES = ['acknowledged', 'refused', 'unwritten', 'unknown'];

const faultRows = ({ inflicted }: ChaosRun) =>
  inflicted.map(({ fault, target, began, mended, recovered }) => [
    (began / 1_000).toFixed(1),
    fault,
    target,
    Math.round(mended - began),
    Math.round(recovered - mended),
  ]);

/** Draws latencies as dots, and faults as bands from their begin to recovery. */
const DRAW = `
const { calls, faults } = JSON.parse(document.getElementById('data').textContent);
new uPlot({
  width: 1200, height: 420,
  scales: { x: { time: false }, y: { distr: 3 } },
  axes: [{ label: 'seconds' }, { label: 'milliseconds, first attempt to answer' }],
  series: [{ label: 'second' }, { label: 'ms', stroke: '#2563eb', paths: () => null, points: { show: true, size: 3 } }],
  hooks: { drawClear: [(plot) => {
    plot.ctx.fillStyle = 'rgb(220 38 38 / 15%)';
    for (const [from, to] of faults) {
      const left = plot.valToPos(from, 'x', true);
      plot.ctx.fillRect(left, plot.bbox.top, plot.valToPos(to, 'x', true) - left, plot.bbox.height);
    }
  }] },
}, [calls.map(([second]) => second), calls.map(([, ms]) => ms)], document.getElementById('chart'));`;

/** One page that tells a run: what was done to the system, what clients got, how soon it recovered, what was broken. */
export const page = (run: ChaosRun, violations: readonly Violation[]): string => {
  const { seed, inflicted, evidence } = run;
  const data = {
    calls: latencies(run),
    faults: inflicted.map(({ began, recovered }) => [began / 1_000, recovered / 1_000]),
  };
  const verdict =
    violations.length === 0
      ? '<p class="good">Every promise was kept.</p>'
      : table(
          ['checker', 'violation'],
          violations.map(({ checker, what }) => [checker, what]),
        );
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Chaos, seed ${seed}</title>
<style>${readFileSync(join(UPLOT, 'uPlot.min.css'), 'utf8')}
body { font: 14px/1.5 system-ui, sans-serif; margin: 2rem; } table { border-collapse: collapse; margin: 1rem 0; }
th, td { border: 1px solid #ccc; padding: .2rem .6rem; text-align: left; vertical-align: top; white-space: pre-wrap; }
.good { color: #166534; font-weight: 600; }</style></head><body>
<h1>Chaos, seed ${seed}</h1>
<p>${inflicted.length} faults, ${evidence.calls.length} calls, ${evidence.later.bank.length} commits of the bank,
${evidence.later.messages.length} of the messages.</p>
<h2>Verdict</h2>${verdict}
<h2>Latency over time</h2><div id="chart"></div>
<h2>Recovery, in milliseconds after the fault was mended</h2>
${table(
  ['fault', 'times', 'p50', 'p95', 'most'],
  recoveries(run).map(([fault, { count, p50, p95, most }]) => [fault, count, p50, p95, most]),
)}
<h2>Outcomes of commands</h2>
${table(
  ['command', ...OUTCOMES],
  outcomes(run).map(([kind, by]) => [kind, ...OUTCOMES.map((one) => by.get(one) ?? 0)]),
)}
<h2>Faults</h2>
${table(['second', 'fault', 'target', 'lasted, ms', 'recovered after, ms'], faultRows(run))}
<script type="application/json" id="data">${JSON.stringify(data)}</script>
<script>${readFileSync(join(UPLOT, 'uPlot.iife.min.js'), 'utf8')}${DRAW}</script>
</body></html>
`;
};
