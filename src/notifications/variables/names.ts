import { showsName } from '@/emails/values';
import { type Client, type Consultant } from '@/payload-types';

type Named = Pick<Client, 'firstName' | 'lastName'>;

/** Names that show nothing are refused by now; who has one from before is still written to, and about. Pure. */
const shown = (name: string, instead: string): string => (showsName(name) ? name : instead);

export const fullName = ({ firstName, lastName }: Named): string =>
  shown(`${firstName} ${lastName}`, 'A client');

/** How somebody is addressed. */
export const addressedAs = ({ firstName, lastName }: Named): string =>
  shown(firstName, shown(lastName, 'there'));

export const consultantName = ({ name }: Pick<Consultant, 'name'>): string => shown(name, 'Your consultant');
