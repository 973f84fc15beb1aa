import ts from 'typescript';
import { parse, some } from './syntax.mjs';

/** Not the notice that a consultant asks for before a booking: `minNoticeHours`. */
const NOTICE = /(?<!min)notice/i;

const isHour = (node) =>
  (ts.isIdentifier(node) && /^HOUR/.test(node.text)) ||
  (ts.isNumericLiteral(node) && Number(node.text.replaceAll('_', '')) === 3_600_000);

/** Hours made an instant: `… * HOUR_MS`, or `minus({ hours: … })` of a date library. */
const isCounted = (node) =>
  (ts.isBinaryExpression(node) &&
    node.operatorToken.kind === ts.SyntaxKind.AsteriskToken &&
    (isHour(node.left) || isHour(node.right))) ||
  (ts.isPropertyAssignment(node) &&
    node.name.getText() === 'hours' &&
    NOTICE.test(node.initializer.getText()));

/** Whether a file counts by itself until when a session can be cancelled freely: it reads the notice, and hours. */
export function decidesNotice(path, text) {
  const source = parse(path, text);
  return some(source, (node) => ts.isIdentifier(node) && NOTICE.test(node.text)) && some(source, isCounted);
}
