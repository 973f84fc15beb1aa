import ts from 'typescript';

/** A source as TypeScript reads it. */
export const parse = (path, text) =>
  ts.createSourceFile(
    path,
    text,
    ts.ScriptTarget.Latest,
    true,
    path.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS,
  );

/** Whether a node, or one within it, is what is looked for. */
export const some = (node, test) =>
  Boolean(test(node) || ts.forEachChild(node, (child) => some(child, test) || undefined));
