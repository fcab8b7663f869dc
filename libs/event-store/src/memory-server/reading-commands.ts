import { cursorOf, type Command } from './command';
import { docAt, docsAt, keyOf, numberAt, textAt, type Doc } from './documents';
import { Failure } from './failure';
import { aggregated, matching, projected } from './querying';

const find: Command = (command, { data, transaction, in: named }) => {
  const name = named(textAt(command, 'find'));
  const found = matching(
    data,
    name,
    {
      filter: docAt(command, 'filter'),
      sort: docAt(command, 'sort'),
      skip: numberAt(command, 'skip'),
      limit: numberAt(command, 'limit'),
    },
    transaction,
  );
  return cursorOf(
    name,
    projected(
      found.map(([, document]) => document),
      docAt(command, 'projection'),
    ),
  );
};

const aggregate: Command = (command, { data, transaction, in: named }) => {
  const pipeline = docsAt(command, 'pipeline');
  if (pipeline.some((stage) => '$changeStream' in stage)) {
    throw new Failure('NotSupported', 'There are no change streams in memory.');
  }
  const documents = (name: string): Doc[] =>
    [...data.seen(named(name), transaction)].map(([, document]) => document);
  const name = textAt(command, 'aggregate');
  return cursorOf(named(name), aggregated(documents(name), pipeline, documents));
};

const distinct: Command = (command, { data, transaction, in: named }) => {
  const [name, key] = [named(textAt(command, 'distinct')), textAt(command, 'key')];
  const found = matching(data, name, { filter: docAt(command, 'query') }, transaction);
  const groups = aggregated(
    found.map(([, document]) => document),
    [{ $unwind: `$${key}` }, { $group: { _id: `$${key}` } }],
    () => [],
  );
  return { values: [...new Map(groups.map(({ _id }) => [keyOf(_id), _id])).values()] };
};

const count: Command = (command, { data, transaction, in: named }) => ({
  n: matching(
    data,
    named(textAt(command, 'count')),
    { filter: docAt(command, 'query'), skip: numberAt(command, 'skip'), limit: numberAt(command, 'limit') },
    transaction,
  ).length,
});

export const READING: Readonly<Record<string, Command>> = { find, aggregate, distinct, count };
