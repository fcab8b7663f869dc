import type { MongoCommand } from '@event-sourcing/tools-kit';
import type { Right } from './roles';

/** What anybody may do who has proven who they are; of sessions and cursors only with their own. */
const FREE = new Set(
  (
    'hello ismaster isMaster ping buildInfo connectionStatus saslStart saslContinue endSessions startSession ' +
    'refreshSessions killSessions commitTransaction abortTransaction getMore killCursors'
  ).split(' '),
);

const ON_COLLECTION: Readonly<Record<string, readonly string[]>> = {
  aggregate: ['find'],
  count: ['find'],
  create: ['createCollection'],
  createIndexes: ['createIndex'],
  delete: ['remove'],
  distinct: ['find'],
  drop: ['dropCollection'],
  find: ['find'],
  insert: ['insert'],
  listIndexes: ['listIndexes'],
  update: ['update'],
};

/**
 * The rights that a server with access control asks for before it carries a command out.
 * @throws Error of a command that nobody has looked up yet
 * @see https://www.mongodb.com/docs/manual/reference/privilege-actions/
 */
export const rightsOfCommand = (command: MongoCommand): readonly Right[] => {
  const [name = ''] = Object.keys(command);
  if (FREE.has(name)) return [];
  const db = String(command.$db);
  if (name === 'listCollections') return [{ db, collection: '', action: name }];
  const collection = String(command[name]);
  return actionsOf(name, command).map((action) => ({ db, collection, action }));
};

const actionsOf = (name: string, command: MongoCommand): readonly string[] => {
  if (name === 'findAndModify') return command.remove === true ? ['find', 'remove'] : changing([command]);
  const actions = ON_COLLECTION[name];
  if (actions === undefined) throw new Error(`Look up which rights ${name} needs.`);
  if (name === 'update') return changing(listAt(command, 'updates'));
  if (listAt(command, 'pipeline').some((stage) => '$changeStream' in stage)) return ['changeStream', 'find'];
  return actions;
};

/** An update that may insert needs the right to. */
const changing = (updates: readonly MongoCommand[]): readonly string[] =>
  updates.some(({ upsert }) => upsert === true) ? ['find', 'update', 'insert'] : ['find', 'update'];

const isCommand = (value: unknown): value is MongoCommand => typeof value === 'object' && value !== null;

const listAt = (command: MongoCommand, member: string): readonly MongoCommand[] => {
  const list = command[member];
  return Array.isArray(list) ? list.filter(isCommand) : [];
};
