import { Presets, SingleBar } from 'cli-progress';
import type { BenchProgress } from '../harness/run-rows';

const STEPS = 100;

/** A progress bar on a terminal; a line for each case elsewhere. */
export const progressOn = (stream: NodeJS.WriteStream): BenchProgress =>
  stream.isTTY ? barOn(stream) : linesOn(stream);

const barOn = (stream: NodeJS.WriteStream): BenchProgress => {
  const format = ' {bar} {percentage}% · {duration_formatted} · {title}';
  const bar = new SingleBar({ format, stream, hideCursor: true, fps: 5 }, Presets.shades_classic);
  let before = 0;
  let started = false;
  return {
    begin: (title, cases, of) => {
      before = cases * STEPS;
      if (!started) bar.start(of * STEPS, 0, { title });
      started = true;
      bar.update(before, { title });
    },
    part: (share) => bar.update(Math.round(before + share * STEPS)),
    end: () => {
      bar.update(bar.getTotal());
      bar.stop();
    },
  };
};

const linesOn = (stream: NodeJS.WriteStream): BenchProgress => ({
  begin: (title, cases, of) => void stream.write(`[${cases + 1}/${of}] ${title}\n`),
  part: () => undefined,
  end: () => undefined,
});
