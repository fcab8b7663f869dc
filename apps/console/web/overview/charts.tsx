import { Text, Title } from '@mantine/core';
import { LiveChart } from '../parts/live-chart';
import { levels, rates, ratios } from './curves';
import { useSamples } from './samples';

/** What goes on now, and in the last minutes. */
export const Charts = () => {
  const samples = useSamples();
  const times = samples.map(({ at }) => at);
  const counted = samples.some(({ counters }) => counters.size > 0);
  const conflicts = rates(
    samples,
    ({ counters }) => new Map([...counters].map(([name, one]) => [name, one.conflicts])),
  );
  return (
    <section aria-labelledby="now">
      <Title order={2} id="now">
        Now
      </Title>
      <div className="charts">
        <LiveChart
          title="Events appended"
          unit="/s"
          times={times}
          curves={rates(samples, ({ heads }) => heads)}
        />
        <LiveChart
          title="Lag of readers"
          unit="events"
          times={times}
          curves={levels(samples, ({ lags }) => lags)}
        />
        {counted ? (
          <>
            <LiveChart
              title="Commits in a batch"
              unit=""
              times={times}
              curves={ratios(
                samples,
                (one) => one.batchedCommits,
                (one) => one.batches,
              )}
            />
            <LiveChart
              title="Time of an append"
              unit="ms"
              times={times}
              curves={ratios(
                samples,
                (one) => one.appendSeconds * 1_000,
                (one) => one.appends,
              )}
            />
            <LiveChart title="Conflicts" unit="/s" times={times} curves={conflicts} />
          </>
        ) : null}
      </div>
      {counted ? null : (
        <Text c="dimmed" size="sm">
          Batches, conflicts and times of appends are shown where the services count them: set METRICS_PORT
          there, and name it to the console.
        </Text>
      )}
    </section>
  );
};
