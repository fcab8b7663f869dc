import type { ClientSession } from 'mongodb';
import type { Schema } from 'mongoose';
import { EventStoreError } from '../contract';

/** What mongoose may do in a reading: each is given the reading's session. */
const QUERIES = ['find', 'findOne', 'countDocuments', 'distinct'] as const;

/** What it may not: it writes, or no transaction can hold it. */
const WRITES_OF_QUERIES = [
  'updateOne',
  'updateMany',
  'replaceOne',
  'deleteOne',
  'deleteMany',
  'findOneAndUpdate',
  'findOneAndReplace',
  'findOneAndDelete',
  'estimatedDocumentCount',
] as const;

/**
 * A copy of a schema whose models read within a session, and write nothing.
 * @param model how the read model is called in errors
 * @param session of the reading under way; absent outside of one
 */
export const readingOnly = <Document>(
  schema: Schema<Document>,
  model: string,
  session: () => ClientSession | undefined,
): Schema<Document> => {
  const sessionFor = (operation: string): ClientSession => session() ?? throwOutside(model, operation);
  const copy = schema.clone();
  // Collections and indexes are the projection's.
  copy.set('autoCreate', false);
  copy.set('autoIndex', false);
  for (const query of QUERIES) {
    copy.pre(query, function () {
      this.session(sessionFor(query));
    });
  }
  copy.pre('aggregate', function () {
    this.session(sessionFor('aggregate'));
  });
  for (const write of WRITES_OF_QUERIES) copy.pre(write, () => throwReadOnly(model, write));
  copy.pre('insertMany', () => throwReadOnly(model, 'insertMany'));
  copy.pre('bulkWrite', () => throwReadOnly(model, 'bulkWrite'));
  copy.pre('createCollection', () => throwReadOnly(model, 'createCollection'));
  copy.pre('save', () => throwReadOnly(model, 'save'));
  for (const write of ['updateOne', 'deleteOne'] as const)
    copy.pre(write, { document: true, query: false }, () => throwReadOnly(model, write));
  return copy;
};

const throwReadOnly = (model: string, operation: string): never => {
  throw new EventStoreError(
    'invalid-reading',
    `Read model ${model} was asked for ${operation}, which is not for reading. A projection alone writes its documents; ` +
      'append an event, or keep what is yours in a collection of its own.',
    { model, operation },
  );
};

const throwOutside = (model: string, operation: string): never => {
  throw new EventStoreError(
    'invalid-reading',
    `Read model ${model} was asked for ${operation} when its reading was over. Await every query within read(…), and ` +
      'use the model only there.',
    { model, operation },
  );
};
