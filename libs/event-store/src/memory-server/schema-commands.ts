import { cursorOf, type Command } from './command';
import { conditionOf } from './condition';
import { docAt, docsAt, textAt } from './documents';
import { Failure } from './failure';
import { nameOf } from './unique-keys';

const create: Command = (command, { data, in: named }) => {
  const name = named(textAt(command, 'create'));
  if (data.existing(name)) throw new Failure('NamespaceExists', `Collection ${name} already exists.`);
  data.collection(name);
  return {};
};

const drop: Command = (command, { data, in: named }) => {
  const name = named(textAt(command, 'drop'));
  if (!data.drop(name)) throw new Failure('NamespaceNotFound', `There is no collection ${name}.`);
  return {};
};

const dropDatabase: Command = (_, { data, in: named }) => {
  for (const name of data.names) if (name.startsWith(named(''))) data.drop(name);
  return {};
};

const listCollections: Command = (command, { data, in: named }) => {
  const here = named('');
  const filter = conditionOf(docAt(command, 'filter'));
  const listed = data.names
    .filter((name) => name.startsWith(here))
    .map((name) => ({
      name: name.slice(here.length),
      type: 'collection',
      options: {},
      info: { readOnly: false },
    }));
  return cursorOf(
    `${here}$cmd.listCollections`,
    listed.filter((one) => filter.test(one)),
  );
};

const createIndexes: Command = (command, { data, in: named }) => {
  const collection = data.collection(named(textAt(command, 'createIndexes')));
  const before = collection.indexes.length + 1;
  for (const index of docsAt(command, 'indexes'))
    collection.addIndex({ v: 2, ...index, name: nameOf(index) });
  return { numIndexesBefore: before, numIndexesAfter: collection.indexes.length + 1 };
};

const listIndexes: Command = (command, { data, in: named }) => {
  const name = named(textAt(command, 'listIndexes'));
  const collection = data.existing(name);
  if (!collection) throw new Failure('NamespaceNotFound', `There is no collection ${name}.`);
  return cursorOf(name, [{ v: 2, key: { _id: 1 }, name: '_id_' }, ...collection.indexes]);
};

export const SCHEMA: Readonly<Record<string, Command>> = {
  create,
  drop,
  dropDatabase,
  listCollections,
  createIndexes,
  listIndexes,
};
