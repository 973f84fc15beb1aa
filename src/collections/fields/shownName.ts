import { type TextField, type TextFieldSingleValidation } from 'payload';
import { text } from 'payload/shared';

import { showsName } from '@/emails/values';

export const SHOWS_NOTHING = 'A name that can be seen, please.';

const validate: TextFieldSingleValidation = (value, options) => {
  const usual = text(value, options as never);
  if (usual !== true) return usual;
  // A list passes Payload's own check.
  return (typeof value === 'string' && showsName(value)) || SHOWS_NOTHING;
};

/** A name that others are told: without one that shows, no mail about this person could be made. */
export const shownName = (name: string, maxLength = 100): TextField => ({
  name,
  type: 'text',
  required: true,
  maxLength,
  validate,
});
