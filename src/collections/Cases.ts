import { type CollectionConfig } from 'payload';

import { onCaseChanged } from '@/hooks/cases/onCaseChanged';
import { assertCaseChange } from '@/hooks/cases/assertCaseChange';

import { nobody } from './access/nobody';
import { staffWith } from './access/staffWith';
import { derived, oneOf } from './fields/builders';
import { asFacts, asInstant, asState, asWords, panel, recordDetails } from './fields/shown';

/** What a person must decide: the product found something it may not settle by itself. */
export const Cases: CollectionConfig = {
  slug: 'cases',
  admin: {
    useAsTitle: 'title',
    defaultColumns: ['title', 'kind', 'client', 'state', 'createdAt', 'closedBy'],
    listSearchableFields: ['title', 'kind', 'resolution', 'closedBy'],
    group: 'Attention',
    hideAPIURL: true,
    description:
      'Closing a case records who decided and why. It changes nothing else: do what is to be done first.',
    components: { edit: { SaveButton: '@/components/admin/ui/NoSave#NoSave' } },
  },
  defaultSort: '-createdAt',
  access: {
    create: nobody,
    read: staffWith('owner', 'ops', 'finance'),
    update: staffWith('owner', 'ops', 'finance'),
    delete: nobody,
  },
  hooks: { beforeChange: [assertCaseChange], afterChange: [onCaseChanged] },
  fields: [
    panel('overview', 'cases/CasePanel#CasePanel'),
    recordDetails([
      derived({ name: 'title', type: 'text', required: true }),
      derived(asWords({ name: 'kind', type: 'text', required: true })),
      derived({ name: 'suggestion', type: 'textarea', label: 'What to do' }),
      derived({ name: 'client', type: 'relationship', relationTo: 'clients' }),
      derived({ name: 'payment', type: 'relationship', relationTo: 'payments' }),
      derived({ name: 'consultation', type: 'relationship', relationTo: 'consultations' }),
      derived(asFacts({ name: 'facts', type: 'json' })),
      asState(
        oneOf('state', ['open', 'closed'], {
          required: true,
          defaultValue: 'open',
          index: true,
          admin: { readOnly: true },
        }),
      ),
      {
        name: 'resolution',
        type: 'textarea',
        maxLength: 1000,
        admin: { readOnly: true, description: 'What was decided, and why. Needed to close.' },
      },
      derived({ name: 'closedBy', type: 'text' }),
      derived(asInstant({ name: 'closedAt', type: 'date' })),
      derived({ name: 'key', type: 'text', admin: { hidden: true } }),
    ]),
  ],
};
