import ts from 'typescript';
import { parse } from './syntax.mjs';

const METHODS = new Set(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']);
const CONTRACT = /^@\/contract\//;

export const isRoute = (path) => /^src\/app\/api\/.*\/route\.ts$/.test(path);

const namesOf = (statement) => {
  if (ts.isVariableStatement(statement))
    return statement.declarationList.declarations.map(({ name }) => name.getText());
  if (ts.isFunctionDeclaration(statement) && statement.name) return [statement.name.text];
  return ts.isExportDeclaration(statement) && statement.exportClause && 'elements' in statement.exportClause
    ? statement.exportClause.elements.map(({ name }) => name.text)
    : [];
};

/** The methods of a route whose answer no file of `src/contract` describes. */
export function untypedAnswers(path, text) {
  const { statements } = parse(path, text);
  const hasContract = statements.some(
    (statement) => ts.isImportDeclaration(statement) && CONTRACT.test(statement.moduleSpecifier.text),
  );
  return hasContract ? [] : statements.flatMap(namesOf).filter((name) => METHODS.has(name));
}
