import { type ReactNode } from 'react';

interface RelatedRow {
  id: string;
  cells: ReactNode[];
}

interface Props {
  caption: string;
  columns: string[];
  rows: RelatedRow[];
  /** Said instead of an empty table. */
  empty: string;
}

/** Records that belong to the one on screen. On a phone each row becomes a small card. */
export function RelatedTable({ caption, columns, rows, empty }: Props) {
  if (rows.length === 0) return <p className="adm-empty">{empty}</p>;
  return (
    <div className="adm-table-frame">
      <table className="adm-table">
        <caption className="adm-hidden">{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              {row.cells.map((cell, at) => (
                <td key={columns[at]} data-label={columns[at]}>
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
