import { catalogueOf, type CataloguedType } from '@event-sourcing/operating';
import { text, textTable } from '@event-sourcing/tools-kit';
import { logCommand } from '../options';
import { withLog } from '../open';
import { answer } from '../output/answer';
import { loadInspection } from './inspection';

/** `es catalogue`. */
export const catalogue = () =>
  logCommand('catalogue', 'The types of events that the log holds, with the latest of each.')
    .option('--models <module>', 'exports eventTypes, which are held against them', text)
    .action(async (options) => {
      const { eventTypes = [] } = await loadInspection(options.models);
      const types = await withLog(options, (store, client) =>
        catalogueOf(store, client, options.db, eventTypes),
      );
      answer(options, { types }, () => [tableOf(types)]);
    });

const tableOf = (types: readonly CataloguedType[]): string =>
  textTable(
    ['type', 'version', 'latest at', 'recorded', 'tags', 'declared'],
    types.map(({ type, latest, tags, declared }) => [
      type,
      latest ? String(latest.version) : '',
      latest ? String(latest.position) : 'none',
      latest?.recordedAt.toISOString() ?? '',
      tags.join(' '),
      declared === undefined ? '' : String(declared),
    ]),
    [1, 2, 5],
  );
