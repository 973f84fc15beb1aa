import { type CollectionConfig } from 'payload';

import { assertTemplate } from '@/hooks/email-templates/assertTemplate';
import { keepIdentity } from '@/hooks/email-templates/keepIdentity';
import { onPublished } from '@/hooks/email-templates/onPublished';
import { tellDraft } from '@/hooks/email-templates/tellDraft';

import { nobody } from './access/nobody';
import { staffWith } from './access/staffWith';
import { derived } from './fields/builders';
import { asSource, panel } from './fields/shown';

const readers = staffWith('owner', 'ops', 'finance', 'editor');

/** The words of each mail. One record a template; the keys are fixed by the product. */
export const EmailTemplates: CollectionConfig = {
  slug: 'email-templates',
  labels: { singular: 'E-mail template', plural: 'E-mail templates' },
  admin: {
    useAsTitle: 'key',
    defaultColumns: ['key', 'subject', '_status', 'updatedAt'],
    listSearchableFields: ['key', 'subject', 'body'],
    group: 'Messages',
    pagination: { defaultLimit: 25, limits: [25] },
    hideAPIURL: true,
    components: { edit: { UnpublishButton: '@/components/admin/ui/NoSave#NoSave' } },
  },
  defaultSort: 'key',
  // What is sent is the record; drafts are kept beside it, and may be wrong.
  versions: { maxPerDoc: 200, drafts: true },
  access: {
    create: nobody,
    read: readers,
    readVersions: readers,
    update: staffWith('owner', 'editor'),
    delete: nobody,
  },
  hooks: {
    beforeOperation: [tellDraft],
    beforeChange: [keepIdentity, assertTemplate],
    afterChange: [onPublished],
  },
  fields: [
    panel('purpose', 'emails/TemplateIntro#TemplateIntro'),
    // The heading says which mail it is.
    derived({ name: 'key', type: 'text', required: true, admin: { components: { Field: false } } }),
    // Of the source, conditions included; what a reader sees is cut by mail programs much earlier.
    { name: 'subject', type: 'text', required: true, maxLength: 400 },
    { name: 'preheader', type: 'text', maxLength: 400 },
    asSource({
      name: 'body',
      type: 'code',
      required: true,
      admin: {
        language: 'html',
        description: "MJML of the content part. Header and footer are the brand's.",
      },
    }),
    panel('workbench', 'emails/TemplateWorkbench#TemplateWorkbench'),
    panel('variables', 'emails/TemplateVariables#TemplateVariables'),
  ],
};
