import { type CollectionConfig } from 'payload';

import { onRecord } from '@/hooks/onRecord';
import { assertPasswordLength } from '@/hooks/auth/assertPasswordLength';
import { assertPasswordProven } from '@/hooks/auth/assertPasswordProven';
import { endSessions } from '@/hooks/auth/endSessions';
import { giveInvitation, onInvited } from '@/hooks/auth/onInvited';
import { onPasswordSet } from '@/hooks/auth/onPasswordSet';
import { onLogout, onSessionStep } from '@/hooks/auth/onSessionStep';
import { limitVerification } from '@/hooks/clients/limitVerification';
import { sendNoMailOfPayload } from '@/hooks/clients/sendNoMailOfPayload';
import { onRegistered } from '@/hooks/clients/onRegistered';
import { overTls } from '@/platform/env';

import { anyOf } from './access/anyOf';
import { clientsOfOwnSessions } from './access/clientsOfOwnSessions';
import { nobody } from './access/nobody';
import { openOfClient } from './access/openOfClient';
import { self } from './access/self';
import { fieldForNobody } from './access/staffField';
import { staffWith } from './access/staffWith';
import { derived } from './fields/builders';
import { asInstant, asText, onceMade, panel } from './fields/shown';
import { invited } from './fields/invited';
import { sessions } from './fields/sessions';
import { shownName } from './fields/shownName';
import { timezone } from './fields/timezone';

/** Businesses' people who buy and book. They sign in to the portal. */
export const Clients: CollectionConfig = onRecord({
  slug: 'clients',
  admin: {
    useAsTitle: 'email',
    defaultColumns: ['email', 'firstName', 'lastName', 'company', 'timezone', 'createdAt'],
    listSearchableFields: ['email', 'firstName', 'lastName', 'company'],
    group: 'People',
    hideAPIURL: true,
  },
  defaultSort: '-createdAt',
  // What other records carry of a client.
  defaultPopulate: { email: true, firstName: true, lastName: true, company: true, timezone: true },
  auth: {
    tokenExpiration: 24 * 3600,
    maxLoginAttempts: 0,
    useAPIKey: false,
    cookies: { sameSite: 'Lax', secure: overTls() },
    verify: true,
  },
  access: {
    create: staffWith('owner', 'ops'),
    read: anyOf(staffWith('owner', 'ops', 'finance'), self, clientsOfOwnSessions),
    update: anyOf(staffWith('owner', 'ops'), self),
    // A client's ledger outlives the account: closing one is a process, not a delete.
    delete: nobody,
    unlock: nobody,
    admin: nobody,
  },
  hooks: {
    beforeOperation: [onSessionStep, assertPasswordProven, assertPasswordLength, sendNoMailOfPayload],
    beforeValidate: [onPasswordSet],
    afterLogout: [onLogout],
    beforeChange: [limitVerification, endSessions, giveInvitation],
    afterChange: [onRegistered, onInvited],
  },
  fields: [
    panel('overview', 'clients/ClientPanel#ClientPanel', { condition: onceMade }),
    // Changing the address would carry a verified mark to an address nobody has confirmed.
    { name: 'email', type: 'email', required: true, access: { update: fieldForNobody } },
    shownName('firstName'),
    shownName('lastName'),
    asText({ name: 'company', type: 'text', maxLength: 200, access: { read: openOfClient } }),
    timezone({ access: { read: openOfClient } }),
    derived(asInstant({ name: 'verifiedAt', type: 'date', access: { read: openOfClient } })),
    derived({
      name: 'verificationExpiresAt',
      type: 'date',
      admin: { hidden: true },
      access: { read: fieldForNobody },
    }),
    // Only who reads the mail confirms an address.
    {
      name: '_verified',
      type: 'checkbox',
      access: { create: fieldForNobody, read: openOfClient, update: fieldForNobody },
    },
    ...invited(),
    sessions(),
  ],
});
