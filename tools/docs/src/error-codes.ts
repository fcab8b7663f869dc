import ts from 'typescript';

/** The codes of the store's errors, as its table of facts in `contract/error-facts.ts` names them. */
export const errorCodes = (source: string): readonly string[] => {
  const file = ts.createSourceFile('error-facts.ts', source, ts.ScriptTarget.ES2023, true);
  const table = file.statements.find(
    (statement) => ts.isInterfaceDeclaration(statement) && statement.name.text === 'EventStoreErrorFacts',
  );
  if (!table || !ts.isInterfaceDeclaration(table)) return [];
  return table.members.flatMap(({ name }) =>
    name && (ts.isStringLiteral(name) || ts.isIdentifier(name)) ? [name.text] : [],
  );
};
