import { inspect } from 'node:util';
import { invalidOptions } from '../contract';

const CODECS = ['int64', 'decimal128'] as const;

/**
 * How an amount is stored that JSON cannot carry, or queries could not compare.
 *
 * - `int64`: a bigint from −2^63 to 2^63 − 1, stored as a 64-bit integer.
 * - `decimal128`: a decimal of at most 34 digits in plain notation, `'12.50'`, stored as a decimal; its trailing zeros
 *   stay. In a fold, and in what is read, it is text.
 */
export type Codec = (typeof CODECS)[number];

/**
 * Codecs by the members that they are for, named as MongoDB does: `balance`, `fees.yearly`, `lines.price` (of every item,
 * where `lines` is a list); `*` stands for any member: `totals.*`. A member may be `null`, or missing.
 */
export type Codecs = Readonly<Record<string, Codec>>;

/** Codecs as a state is walked through. */
export interface CodecTree {
  /** Of what stands here, or of the items of the list that does. */
  readonly codec: Codec | undefined;
  /** What is declared of a member; nothing when nothing is. */
  member(name: string): CodecTree | undefined;
}

const ANY = '*';

class Node implements CodecTree {
  codec: Codec | undefined;
  readonly #members = new Map<string, Node>();

  member(name: string): Node | undefined {
    return this.#members.get(name) ?? this.#members.get(ANY);
  }

  /** The same, made when it is not there. */
  declared(name: string): Node {
    const known = this.#members.get(name) ?? new Node();
    this.#members.set(name, known);
    return known;
  }
}

const assertCodec = (path: string, codec: Codec): void => {
  if (path.split('.').includes(''))
    throw invalidOptions('codecs', `for "${path}"`, 'name a member: lines.price');
  if (CODECS.includes(codec)) return;
  throw invalidOptions('codecs', `${inspect(codec)} for "${path}"`, `give ${CODECS.join(' or ')}`);
};

const trees = new WeakMap<Codecs, CodecTree>();

/**
 * Codecs as a tree, made once.
 * @throws EventStoreError `invalid-options`
 */
export const codecTree = (codecs: Codecs): CodecTree => {
  const known = trees.get(codecs);
  if (known) return known;
  const root = new Node();
  for (const [path, codec] of Object.entries(codecs)) {
    assertCodec(path, codec);
    path.split('.').reduce((node, name) => node.declared(name), root).codec = codec;
  }
  trees.set(codecs, root);
  return root;
};
