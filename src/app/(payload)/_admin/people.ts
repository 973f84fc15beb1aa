import { recordPath } from '@/components/admin/ui/adminPath';
import { type Client, type Consultant } from '@/payload-types';

export interface Person {
  name: string;
  href: string | null;
  timezone: string;
}

/** A populated client, or what is left of one that the reader may not open. */
export function clientPerson(client: Client | string | null | undefined): Person {
  if (!client || typeof client === 'string') return { name: 'Client', href: null, timezone: 'UTC' };
  return {
    name: `${client.firstName} ${client.lastName}`,
    href: recordPath('clients', client.id),
    timezone: client.timezone ?? 'UTC',
  };
}

export function consultantPerson(consultant: Consultant | string | null | undefined): Person {
  if (!consultant || typeof consultant === 'string')
    return { name: 'Consultant', href: null, timezone: 'UTC' };
  return {
    name: consultant.name,
    href: recordPath('consultants', consultant.id),
    timezone: consultant.timezone,
  };
}

/** The name of a populated record, or nothing. */
export const nameOf = (reference: { name: string } | string | null | undefined): string =>
  reference && typeof reference !== 'string' ? reference.name : '';
