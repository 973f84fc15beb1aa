/** A window of a review shows this many characters beside another. */
const WIDEST = 120;

const MADE_BY_A_COMMAND = [
  /(^|\/)package-lock\.json$/,
  /^src\/payload-types\.ts$/,
  /\/importMap\.js$/,
  /\/__snapshots__\//,
];
const PICTURES = /\.(png|ico|svg|jpe?g|woff2?)$/;
/** A table of markdown cannot be wrapped: a row is a line. */
const TABLE_ROW = /^\s*\|.*\|\s*$/;

/** Whether people write and read the file. */
export const isWritten = (path) =>
  !PICTURES.test(path) && !MADE_BY_A_COMMAND.some((pattern) => pattern.test(path));

/** The numbers of the lines that are too wide. Characters count, not bytes. */
export const wideLines = (path, text) =>
  text.split('\n').flatMap((line, index) => {
    const isFree = path.endsWith('.md') && TABLE_ROW.test(line);
    return [...line].length > WIDEST && !isFree ? [index + 1] : [];
  });
