'use client';
import { Link } from '@payloadcms/ui';
import { type ReactNode } from 'react';

import { recordPath } from '../ui/adminPath';
import { type CellProps, textOf } from './cellText';

/** The first column of a list leads to the record; Payload leaves that to a cell of one's own. */
export function CellFrame({ cell, children }: { cell: CellProps; children: ReactNode }) {
  if (!cell.link) return children;
  const href = cell.linkURL ?? recordPath(cell.collectionSlug ?? '', textOf(cell.rowData?.id));
  return (
    <Link href={href} prefetch={false}>
      {children}
    </Link>
  );
}
