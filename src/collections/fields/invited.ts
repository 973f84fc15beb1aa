import { type Field } from 'payload';

import { fieldForNobody } from '../access/staffField';

import { derived } from './builders';
import { asInstant, onceMade, panel, whenMaking } from './shown';

/** Of an account that somebody made for another: when. The first password is chosen by a link in a mail. */
export const invited = (): Field[] => [
  panel('invitation', '@/components/admin/accounts/InvitationNotice#InvitationNotice', {
    condition: whenMaking,
  }),
  derived(asInstant({ name: 'invitedAt', type: 'date', admin: { condition: onceMade } })),
  // Payload's own, declared so that no form asks for it. Virtual: only its hash is stored.
  {
    name: 'password',
    type: 'text',
    virtual: true,
    access: { create: fieldForNobody, read: fieldForNobody, update: fieldForNobody },
    admin: { hidden: true },
  },
];
