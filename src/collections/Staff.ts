import { type CollectionConfig } from 'payload';

import { onRecord } from '@/hooks/onRecord';
import { assertPasswordLength } from '@/hooks/auth/assertPasswordLength';
import { assertPasswordProven } from '@/hooks/auth/assertPasswordProven';
import { endSessions } from '@/hooks/auth/endSessions';
import { giveInvitation, onInvited } from '@/hooks/auth/onInvited';
import { onPasswordSet } from '@/hooks/auth/onPasswordSet';
import { onLogout, onSessionStep } from '@/hooks/auth/onSessionStep';
import { keepAnOwner, keepAnOwnerOnRemoval } from '@/hooks/staff/keepAnOwner';
import { onAddressChanged } from '@/hooks/staff/onAddressChanged';
import { onStaffChanged, onStaffRemoved } from '@/hooks/staff/onStaffChanged';
import { overTls } from '@/platform/env';

import { hiddenExcept } from './access/hiddenExcept';
import { nobody } from './access/nobody';
import { hasRole, ROLES } from './access/roles';
import { staffField } from './access/staffField';
import { staffWith } from './access/staffWith';
import { oneOf } from './fields/builders';
import { invited } from './fields/invited';
import { sessions } from './fields/sessions';
import { onceMade, panel } from './fields/shown';
import { shownName } from './fields/shownName';

/** People who work here. They sign in to the admin. */
export const Staff: CollectionConfig = onRecord({
  slug: 'staff',
  labels: { singular: 'Staff member', plural: 'Staff' },
  admin: {
    useAsTitle: 'email',
    defaultColumns: ['email', 'firstName', 'lastName', 'role', 'consultant'],
    listSearchableFields: ['email', 'firstName', 'lastName'],
    group: 'Set-up',
    hidden: hiddenExcept('owner'),
    hideAPIURL: true,
  },
  defaultSort: 'email',
  // What other records carry of a colleague.
  defaultPopulate: { email: true, firstName: true, lastName: true, role: true },
  auth: {
    tokenExpiration: 8 * 3600,
    // Locking an account after wrong passwords would let a stranger keep its owner out; sign-in is rate
    // limited instead.
    maxLoginAttempts: 0,
    useAPIKey: false,
    cookies: { sameSite: 'Lax', secure: overTls() },
  },
  hooks: {
    beforeOperation: [onSessionStep, assertPasswordProven, assertPasswordLength],
    beforeValidate: [onPasswordSet],
    beforeChange: [endSessions, giveInvitation, keepAnOwner],
    beforeDelete: [keepAnOwnerOnRemoval],
    afterLogout: [onLogout],
    afterChange: [onStaffChanged, onInvited, onAddressChanged],
    afterDelete: [onStaffRemoved],
  },
  access: {
    create: staffWith('owner'),
    read: ({ req }) =>
      hasRole(req, ['owner']) || (req.user?.collection === 'staff' ? { id: { equals: req.user.id } } : false),
    update: staffWith('owner'),
    delete: staffWith('owner'),
    unlock: nobody,
    admin: ({ req }) => req.user?.collection === 'staff',
  },
  fields: [
    panel('account', 'staff/AccountPanel#AccountPanel', { condition: onceMade }),
    shownName('firstName'),
    shownName('lastName'),
    oneOf('role', ROLES, {
      required: true,
      access: { create: staffField('owner'), update: staffField('owner') },
    }),
    {
      name: 'consultant',
      type: 'relationship',
      relationTo: 'consultants',
      access: { create: staffField('owner'), update: staffField('owner') },
      admin: { description: 'For the role consultant: whose sessions they see.' },
    },
    ...invited(),
    sessions(),
  ],
});
