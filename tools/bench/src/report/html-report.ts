import type { CaseResult, Measured } from '../harness/result';
import type { RowResult } from '../harness/run-rows';
import { wasQuiet, type BenchResult } from './bench-result';
import { escape, inline } from './html';
import { STYLE } from './html-style';
import { goalText, judgedText, spreadText } from './numbers';
import { svgBars } from './svg-bars';
import { svgGauge } from './svg-gauge';

/** The whole benchmark on one page that needs nothing beside itself. */
export const htmlReport = (result: BenchResult): string => `<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Benchmark</title><style>${STYLE}</style>
<h1>Benchmark: ${summary(result.rows)}</h1>
${surroundings(result)}
<table><tr><th>what</th><th>measured</th><th>goal</th><th>worse · goal · better</th></tr>
${result.rows.flatMap(({ title, cases }) => cases.map((one) => goalLines(title, one))).join('\n')}
</table>
${result.rows.map(section).join('\n')}
</html>`;

const summary = (rows: readonly RowResult[]): string => {
  const goals = rows.flatMap(({ cases }) => cases.flatMap(({ measures }) => measures)).filter(isGoal);
  const failed = rows.flatMap(({ cases }) => cases).filter(({ error }) => error !== undefined).length;
  const met = goals.filter(({ verdict }) => verdict === 'met').length;
  return `${met} of ${goals.length} goals met${failed > 0 ? `, ${failed} cases failed` : ''}`;
};

const isGoal = ({ verdict }: Measured): boolean => verdict !== 'shown';

const surroundings = (result: BenchResult): string => {
  const { machine, engine, sizes, startedAt, seconds } = result;
  const lines = [
    `<p class="soft">${escape(startedAt)} · ${sizes} run of ${seconds} s · engine ${engine} · ${machine.cores} × ` +
      `${escape(machine.processor)}, ${machine.memoryGb} GB · Node ${escape(machine.node)} · load before ${machine.loadBefore}</p>`,
    '<p>Ratios compare contestants that ran in turns, on one engine, durable on every commit; a point is the median ' +
      'over the rounds, its range the middle half of them.</p>',
  ];
  if (sizes !== 'full') lines.push('<p class="warning">Too short a run to rely on.</p>');
  if (!wasQuiet(result)) lines.push('<p class="warning">The machine was busy with other work.</p>');
  return lines.join('\n');
};

const goalLines = (row: string, { title, measures, error }: CaseResult): string => {
  if (error !== undefined) {
    return `<tr><td>${inline(row)}: ${inline(title)}</td><td class="error" colspan="3">${escape(error)}</td></tr>`;
  }
  return measures
    .filter(isGoal)
    .map((measure) => {
      const what = `${inline(row)}<br><span class="soft">${inline(title)}, ${inline(measure.title)}</span>`;
      const judged = `<td class="${measure.verdict}">${escape(judgedText(measure))}</td>`;
      return `<tr><td>${what}</td>${judged}<td>${escape(goalText(measure, measure.goal))}</td><td>${svgGauge(measure)}</td></tr>`;
    })
    .join('\n');
};

const section = ({ title, against, cases }: RowResult): string =>
  `<h2>${inline(title)}</h2><p class="soft">against ${inline(against)}</p>${cases.map(caseSection).join('\n')}`;

const caseSection = ({ title, measures, runs, error }: CaseResult): string =>
  error === undefined
    ? `<h3>${inline(title)}</h3>${measures.map(figure).join('')}${cost(runs)}`
    : `<h3>${inline(title)}</h3><p class="error">${escape(error)}</p>`;

const figure = (measure: Measured): string => {
  const ratio = measure.ratio ? `: ${escape(spreadText(measure.ratio, '×'))}` : '';
  return `<figure><figcaption>${inline(measure.title)}${ratio}</figcaption>${svgBars(measure)}</figure>`;
};

/** What it cost, in the middle round. */
const cost = (runs: CaseResult['runs']): string => {
  const lines = runs.flatMap(({ name, samples }) => {
    const sample = samples[Math.floor(samples.length / 2)];
    if (sample?.clientCpuMicros === undefined) return [];
    const { clientCpuMicros, engineCpuMicros, perCore } = sample;
    const engine = engineCpuMicros === undefined ? '' : `, in the engine ${engineCpuMicros.toFixed(0)} µs`;
    const core = perCore === undefined ? '' : `: ${perCore.toFixed(0)} per second and core`;
    return [`${escape(name)} ${clientCpuMicros.toFixed(0)} µs${engine}${core}`];
  });
  return lines.length === 0 ? '' : `<p class="soft">CPU per operation: ${lines.join(' · ')}</p>`;
};
