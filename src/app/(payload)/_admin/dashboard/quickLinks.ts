import { type PayloadRequest } from 'payload';

import { type QuickLink } from '@/components/admin/dashboard/views';
import { createPath, listPath, recordPath } from '@/components/admin/ui/adminPath';
import { consultantIdOf, type Role, roleOf } from '@/collections/access/roles';

const LINKS: Record<Exclude<Role, 'consultant'>, QuickLink[]> = {
  owner: [
    { label: 'Book a session', href: createPath('consultations') },
    { label: 'Clients', href: listPath('clients') },
    { label: 'Payments', href: listPath('payments') },
  ],
  ops: [
    { label: 'Book a session', href: createPath('consultations') },
    { label: 'Clients', href: listPath('clients') },
    { label: 'Messages', href: listPath('messages') },
  ],
  finance: [
    { label: 'Payments', href: listPath('payments') },
    { label: 'Assign credits', href: createPath('credit-grants') },
    { label: 'Ledger', href: listPath('transactions') },
  ],
  editor: [
    { label: 'E-mail templates', href: listPath('email-templates') },
    { label: 'Packages', href: listPath('packages') },
  ],
};

/** What somebody in that role does most often. */
export function quickLinksOf(req: PayloadRequest): QuickLink[] {
  const role = roleOf(req);
  if (!role) return [];
  if (role !== 'consultant') return LINKS[role];
  const own = consultantIdOf(req);
  return [
    { label: 'My sessions', href: listPath('consultations') },
    ...(own ? [{ label: 'My availability', href: recordPath('consultants', own) }] : []),
  ];
}
