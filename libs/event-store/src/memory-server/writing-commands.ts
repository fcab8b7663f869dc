import { docAt, docsAt, keyOf, numberAt, textAt, type Doc } from './documents';
import type { Command, Setting } from './command';
import { Failure } from './failure';
import { matching, projected, type Keyed } from './querying';
import { updated, upserted } from './updating';

/** What became of one statement of several. */
interface Outcome {
  readonly n: number;
  readonly modified?: number;
  readonly upserted?: unknown;
}

/** Carries statements out one after another, up to the first that fails unless the order does not matter. */
const each = async (
  command: Doc,
  statements: readonly Doc[],
  { data, transaction }: Setting,
  carryOut: (statement: Doc) => Outcome,
): Promise<Doc> => {
  const outcomes: (Outcome & { readonly index: number })[] = [];
  const writeErrors: Doc[] = [];
  for (const [index, statement] of statements.entries()) {
    try {
      outcomes.push({ index, ...(await data.run(() => carryOut(statement))) });
    } catch (error) {
      const isOne = error instanceof Failure && error.codeName !== 'WriteConflict';
      // Nothing that goes wrong in a transaction leaves it as it was.
      if (!isOne || transaction) throw error;
      writeErrors.push(error.writeError(index));
      if (command.ordered !== false) break;
    }
  }
  const ids = outcomes.filter(({ upserted }) => upserted !== undefined);
  return {
    n: sum(outcomes.map(({ n }) => n)),
    ...('update' in command && { nModified: sum(outcomes.map(({ modified = 0 }) => modified)) }),
    ...(ids.length > 0 && { upserted: ids.map(({ index, upserted: _id }) => ({ index, _id })) }),
    ...(writeErrors.length > 0 && { writeErrors }),
  };
};

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);

const insert: Command = (command, setting) => {
  const name = setting.in(textAt(command, 'insert'));
  return each(command, docsAt(command, 'documents'), setting, (document) => {
    setting.data.insert(name, document, setting.transaction);
    return { n: 1 };
  });
};

const update: Command = (command, setting) => {
  const { data, transaction } = setting;
  const name = setting.in(textAt(command, 'update'));
  return each(command, docsAt(command, 'updates'), setting, (statement) => {
    const filter = docAt(statement, 'q');
    const found = matching(data, name, { filter, limit: statement.multi === true ? 0 : 1 }, transaction);
    if (found.length === 0 && statement.upsert === true) {
      const document = upserted(filter, statement.u, statement);
      data.insert(name, document, transaction);
      return { n: 1, upserted: document._id };
    }
    const modified = found.map((one) => replace(setting, name, one, updated(one[1], statement.u, statement)));
    return { n: found.length, modified: modified.filter(Boolean).length };
  });
};

/** @returns whether that is a change */
const replace = ({ data, transaction }: Setting, name: string, [id, before]: Keyed, after: Doc): boolean => {
  const isChange = keyOf(before) !== keyOf(after);
  if (isChange) data.write(name, id, after, transaction);
  return isChange;
};

const remove: Command = (command, setting) => {
  const { data, transaction } = setting;
  const name = setting.in(textAt(command, 'delete'));
  return each(command, docsAt(command, 'deletes'), setting, (statement) => {
    const asked = { filter: docAt(statement, 'q'), limit: numberAt(statement, 'limit') };
    const found = matching(data, name, asked, transaction);
    for (const [id] of found) data.write(name, id, undefined, transaction);
    return { n: found.length };
  });
};

const findAndModify: Command = (command, setting) => {
  const { data, transaction } = setting;
  const name = setting.in(textAt(command, 'findAndModify'));
  const filter = docAt(command, 'query');
  const shown = (document: Doc | undefined): Doc | null =>
    document ? (projected([document], docAt(command, 'fields'))[0] ?? null) : null;
  return data.run(() => {
    const [found] = matching(data, name, { filter, sort: docAt(command, 'sort'), limit: 1 }, transaction);
    if (!found) {
      if (command.upsert !== true) return { value: null, lastErrorObject: { n: 0, updatedExisting: false } };
      const document = upserted(filter, command.update, command);
      data.insert(name, document, transaction);
      const lastErrorObject = { n: 1, updatedExisting: false, upserted: document._id };
      return { value: command.new === true ? shown(document) : null, lastErrorObject };
    }
    const [id, before] = found;
    if (command.remove === true) {
      data.write(name, id, undefined, transaction);
      return { value: shown(before), lastErrorObject: { n: 1 } };
    }
    const after = updated(before, command.update, command);
    replace(setting, name, found, after);
    return {
      value: shown(command.new === true ? after : before),
      lastErrorObject: { n: 1, updatedExisting: true },
    };
  });
};

export const WRITING: Readonly<Record<string, Command>> = { insert, update, delete: remove, findAndModify };
