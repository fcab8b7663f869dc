import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const project = join(dirname(fileURLToPath(import.meta.url)), '..');
const ENTRIES = [
  'src/index.ts',
  'src/models/index.ts',
  'src/mongoose/index.ts',
  'src/nest/index.ts',
  'src/opentelemetry/index.ts',
  'src/outbox/index.ts',
  'src/testing/index.ts',
];

/** Something that users of the library see: an export, or a public member of one. */
export interface PublicItem {
  /** `EventLog.append` */
  readonly name: string;
  readonly node: ts.Declaration;
  readonly symbol: ts.Symbol;
}

/** The public API of the library as the compiler sees it, together with files that are to be checked against it. */
export class PublicApi {
  readonly program: ts.Program;
  readonly checker: ts.TypeChecker;

  /** @param besides paths within the project */
  constructor(besides: readonly string[]) {
    const { config } = ts.readConfigFile(join(project, 'tsconfig.json'), ts.sys.readFile);
    const { options } = ts.parseJsonConfigFileContent(config, ts.sys, project);
    const files = [...ENTRIES, ...besides].map((path) => join(project, path));
    this.program = ts.createProgram(files, options);
    this.checker = this.program.getTypeChecker();
  }

  /** What the compiler finds wrong with a file, in words. */
  faultsOf(path: string): readonly string[] {
    return this.program
      .getSemanticDiagnostics(this.#source(path))
      .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
  }

  /** Every export of every entry point, once. */
  exports(): readonly PublicItem[] {
    const symbols = this.#entries().flatMap((source) => {
      const module = this.checker.getSymbolAtLocation(source);
      return module ? this.checker.getExportsOfModule(module) : [];
    });
    const items = symbols.flatMap((exported) => this.#itemOf(exported.name, this.#resolved(exported)));
    return [...new Map(items.map((item) => [item.symbol, item])).values()];
  }

  /** The public members of exported classes and interfaces. */
  members(): readonly PublicItem[] {
    return this.exports().flatMap(({ name, node }) =>
      ts.isClassDeclaration(node) || ts.isInterfaceDeclaration(node)
        ? [...node.members].flatMap((member) => this.#memberOf(name, member))
        : [],
    );
  }

  /** What the doc comment says, tags left out. */
  docOf({ symbol }: PublicItem): string {
    return ts.displayPartsToString(symbol.getDocumentationComment(this.checker));
  }

  /** Whether it is a number, `undefined` aside. */
  isNumber({ node }: PublicItem): boolean {
    const type = this.checker.getNonNullableType(this.checker.getTypeAtLocation(node));
    return (type.flags & ts.TypeFlags.NumberLike) !== 0;
  }

  /** Whether a member is a method. */
  isMethod({ node }: PublicItem): boolean {
    return ts.isMethodDeclaration(node) || ts.isMethodSignature(node);
  }

  /** The statements of the entry points that export without naming what. */
  unnamedExports(): readonly string[] {
    return this.#entries().flatMap((source) =>
      source.statements
        .filter((statement) => ts.isExportDeclaration(statement) && !statement.exportClause)
        .map((statement) => statement.getText()),
    );
  }

  /** Whether the doc comment says what is thrown, or where that is said. */
  tellsErrors(item: PublicItem): boolean {
    return hasThrows(item.symbol) || /\bSee `/.test(this.docOf(item));
  }

  /** Why a function can be expected to throw: it does so itself, or calls what says that it does. */
  throwing({ node }: PublicItem): string | undefined {
    let reason: string | undefined;
    const visit = (inner: ts.Node): void => {
      if (reason || isHandedOver(inner)) return;
      if (ts.isTryStatement(inner) && inner.catchClause) {
        visit(inner.catchClause);
        if (inner.finallyBlock) visit(inner.finallyBlock);
        return;
      }
      if (ts.isThrowStatement(inner)) reason = inner.getText();
      if (ts.isCallExpression(inner)) {
        const called = this.checker.getSymbolAtLocation(inner.expression);
        if (called && this.#tellsErrorsHere(this.#resolved(called))) reason = inner.expression.getText();
      }
      ts.forEachChild(inner, visit);
    };
    const body = bodyOf(node);
    if (body) visit(body);
    return reason;
  }

  /** Of the library's own functions: those of others say all that they could ever throw. */
  #tellsErrorsHere(symbol: ts.Symbol): boolean {
    const files = symbol.declarations?.map((node) => node.getSourceFile().fileName) ?? [];
    return files.some((file) => file.startsWith(join(project, 'src'))) && hasThrows(symbol);
  }

  #entries(): readonly ts.SourceFile[] {
    return ENTRIES.map((entry) => this.#source(entry));
  }

  #source(path: string): ts.SourceFile {
    const source = this.program.getSourceFile(join(project, path));
    if (!source) throw new Error(`There is no ${path}.`);
    return source;
  }

  #resolved(symbol: ts.Symbol): ts.Symbol {
    return symbol.flags & ts.SymbolFlags.Alias ? this.checker.getAliasedSymbol(symbol) : symbol;
  }

  #itemOf(name: string, symbol: ts.Symbol): readonly PublicItem[] {
    const node = symbol.declarations?.at(-1);
    return node ? [{ name, node, symbol }] : [];
  }

  #memberOf(owner: string, member: ts.ClassElement | ts.TypeElement): readonly PublicItem[] {
    if (!member.name || ts.isPrivateIdentifier(member.name)) return [];
    const modifiers = ts.canHaveModifiers(member) ? (ts.getModifiers(member) ?? []) : [];
    if (modifiers.some(({ kind }) => HIDDEN.includes(kind))) return [];
    const symbol = this.checker.getSymbolAtLocation(member.name);
    return symbol ? this.#itemOf(`${owner}.${symbol.name}`, symbol) : [];
  }
}

const HIDDEN: readonly ts.SyntaxKind[] = [
  ts.SyntaxKind.PrivateKeyword,
  ts.SyntaxKind.ProtectedKeyword,
  ts.SyntaxKind.OverrideKeyword,
];

/** A function that becomes a member of what is returned: what it throws is not thrown here. */
const isHandedOver = (node: ts.Node): boolean =>
  ts.isMethodDeclaration(node) || (ts.isArrowFunction(node) && ts.isPropertyAssignment(node.parent));

const hasThrows = (symbol: ts.Symbol): boolean => symbol.getJsDocTags().some(({ name }) => name === 'throws');

const bodyOf = (node: ts.Node): ts.Node | undefined => {
  if (ts.isFunctionDeclaration(node) || ts.isMethodDeclaration(node)) return node.body;
  if (!ts.isVariableDeclaration(node) || !node.initializer) return undefined;
  return ts.isArrowFunction(node.initializer) ? node.initializer.body : undefined;
};
