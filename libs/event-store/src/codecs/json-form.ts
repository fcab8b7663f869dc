import type { JsonValue } from '../contract';
import { checkedAmount } from './amounts';
import type { CodecTree } from './codecs';

const UNDECLARED: CodecTree = { codec: undefined, member: () => undefined };

/**
 * A state as JSON: its amounts are text there.
 * @throws TypeError for what is neither JSON nor an amount whose codec is declared, with where it stands
 */
export const toJson = (value: unknown, tree: CodecTree, place = 'state'): JsonValue => {
  if (Array.isArray(value)) {
    return value.map((item: unknown, index) => toJson(item, tree, `${place}[${index}]`));
  }
  if (tree.codec && value !== null) {
    const checked = checkedAmount(tree.codec, value);
    if ('fault' in checked) throw new TypeError(`${place} ${checked.fault}`);
    return checked.amount.toString();
  }
  if (isMembers(value)) {
    const members = Object.entries(value).filter(([, item]) => item !== undefined);
    const entries = members.map(([name, item]): [string, JsonValue] => [
      name,
      toJson(item, tree.member(name) ?? UNDECLARED, `${place}.${name}`),
    ]);
    return Object.fromEntries(entries);
  }
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  throw new TypeError(`${place} is ${typeof value}, for which no codec is declared`);
};

/** What `toJson` made it of. @throws SyntaxError for a text that is no amount */
export const fromJson = (json: JsonValue, tree: CodecTree): unknown => {
  if (isList(json)) return json.map((item) => fromJson(item, tree));
  if (tree.codec === 'int64' && typeof json === 'string') return BigInt(json);
  if (!isMembers(json)) return json;
  const entries = Object.entries(json).map(([name, item]) => [
    name,
    fromJson(item, tree.member(name) ?? UNDECLARED),
  ]);
  return Object.fromEntries(entries);
};

const isList = (json: JsonValue): json is readonly JsonValue[] => Array.isArray(json);

const isMembers = <Value>(value: Value): value is Value & Readonly<Record<string, Value>> => {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
};
