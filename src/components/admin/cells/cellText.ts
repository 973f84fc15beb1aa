/** The parts of a list cell's props that ours read. */
export interface CellProps {
  cellData?: unknown;
  rowData?: Record<string, unknown>;
  link?: boolean;
  linkURL?: string;
  collectionSlug?: string;
}

export const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
