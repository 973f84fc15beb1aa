const CELL = /"((?:[^"]|"")*)"|([^,\r\n]*)/y;

/** The rows of a CSV file (RFC 4180), without its byte-order mark. */
export function parseCsv(file: string): string[][] {
  const text = file.replace(/^\uFEFF/, '');
  const rows: string[][] = [];
  let row: string[] = [];
  for (let at = 0; at < text.length; at += 1) {
    CELL.lastIndex = at;
    const [whole = '', quoted, plain = ''] = CELL.exec(text) ?? [];
    row.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    at += whole.length;
    if (text[at] === ',') continue;
    rows.push(row);
    row = [];
    at += 1; // CR LF
  }
  return rows;
}
