import ts from 'typescript';
import { parse, some } from './syntax.mjs';

/** A consultant is a role, and a person of a booking besides: the word alone says nothing. */
const PERSON = 'consultant';
const ROLES = new Set(['owner', 'ops', 'finance', 'editor', PERSON]);
const EQUAL = new Set([ts.SyntaxKind.EqualsEqualsEqualsToken, ts.SyntaxKind.ExclamationEqualsEqualsToken]);

const roleIn = (node) => (ts.isStringLiteralLike(node) && ROLES.has(node.text) ? node.text : null);
const isRoleValue = (node) => /\broleOf\(.*\)$|\.role$/.test(node.getText());
const isListOf = (nodes) => nodes.some((node) => ![null, PERSON].includes(roleIn(node)));

/** Whether the word for a person stands where a role is meant. */
function isRoleThere(literal) {
  const { parent } = literal;
  if (ts.isBinaryExpression(parent) && EQUAL.has(parent.operatorToken.kind))
    return isRoleValue(parent.left === literal ? parent.right : parent.left);
  if (ts.isArrayLiteralExpression(parent)) return isListOf(parent.elements);
  if (ts.isCallExpression(parent)) return isListOf(parent.arguments);
  return ts.isLiteralTypeNode(parent) && /\bRole\b/.test(parent.parent.getText());
}

/** Rights by role: an object with roles for its keys. */
const isTableOfRoles = (node) =>
  ts.isObjectLiteralExpression(node) &&
  node.properties.filter(({ name }) => name && ts.isIdentifier(name) && ROLES.has(name.text)).length > 1;

/** Whether the code of a file names a role of staff. Words in comments and on pages do not count. */
export function namesRole(path, text) {
  return some(parse(path, text), (node) => {
    if (isTableOfRoles(node)) return true;
    const role = roleIn(node);
    return role !== null && (role !== PERSON || isRoleThere(node));
  });
}
