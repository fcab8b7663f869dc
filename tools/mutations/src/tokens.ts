import ts from 'typescript';

/** A token of a source text, and where it is. */
export interface Token {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

const isTrailingComma = (text: string, next: string | undefined): boolean =>
  text === ',' && (next === ')' || next === ']' || next === '}');

/** The tokens of a syntax tree, without what only its layout needs. */
export const tokensOf = (node: ts.Node): readonly Token[] =>
  leavesOf(node)
    .map((leaf) => ({ text: leaf.getText(), start: leaf.getStart(), end: leaf.end }))
    .filter(({ text }, index, all) => !isTrailingComma(text, all[index + 1]?.text));

const leavesOf = (node: ts.Node): readonly ts.Node[] => {
  if (ts.isJSDoc(node)) return [];
  const children = node.getChildren();
  if (children.length > 0) return children.flatMap(leavesOf);
  return node.getWidth() > 0 ? [node] : [];
};

/** What the holes of a pattern, such as `$name`, stand for. */
export type Bindings = ReadonlyMap<string, string>;

const isHole = (text: string): boolean => /^\$\w+$/.test(text);
const isIdentifier = (text: string): boolean => /^[A-Za-z_$][\w$]*$/.test(text);

/** What the holes of a pattern stand for at a place; nothing when it is not the code that is there. */
const matchAt = (tokens: readonly Token[], at: number, pattern: readonly Token[]): Bindings | undefined => {
  const bindings = new Map<string, string>();
  const fits = pattern.every(({ text: wanted }, index) => {
    const found = tokens[at + index]?.text;
    if (!isHole(wanted) || found === undefined) return found === wanted;
    const bound = bindings.get(wanted) ?? found;
    bindings.set(wanted, bound);
    return isIdentifier(found) && found === bound;
  });
  return fits ? bindings : undefined;
};

/** A place where a pattern was found. */
export interface Found {
  readonly start: number;
  readonly end: number;
  readonly bindings: Bindings;
}

/** Every place where a pattern occurs. */
export const occurrences = (tokens: readonly Token[], pattern: readonly Token[]): readonly Found[] =>
  tokens.flatMap(({ start }, at) => {
    const bindings = matchAt(tokens, at, pattern);
    const last = tokens[at + pattern.length - 1];
    return bindings && last ? [{ start, end: last.end, bindings }] : [];
  });

/** A text with its holes filled in. */
export const filledIn = (text: string, bindings: Bindings): string =>
  text.replaceAll(/\$\w+/g, (hole) => bindings.get(hole) ?? hole);
