import type { Counted } from '../subscriptions/log.fixture';
import { defineProjection, type ProjectionRunner, readModel } from './index';

/**
 * Totals by key. The folds of two versions differ, so that it shows which one answers; what is counted down to nothing
 * has no document.
 */
export const totals = (version = 1) =>
  defineProjection({
    name: 'totals',
    version,
    query: { items: [{ types: ['Counted'] }] },
    models: {
      totals: readModel<{ readonly total: number }, Counted>({
        keys: ({ data }) => [data.key],
        evolve: (state, { data }) => {
          const total = (state?.total ?? 0) + data.by * version;
          return total === 0 ? undefined : { total };
        },
      }),
    },
  });

export type TotalsRunner = ProjectionRunner<ReturnType<typeof totals>['models']>;

export const totalOf = (runner: TotalsRunner, key: string) =>
  runner.read(async ({ model }) => (await model('totals').findOne({ _id: key }))?.total);
