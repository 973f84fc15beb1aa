import { type Field } from 'payload';

import { staffField } from '../access/staffField';
import { derived, internal, oneOf } from './builders';
import { asInstant, asState } from './shown';

const read = <T extends Field>(field: T, ...roles: Parameters<typeof staffField>): T =>
  ({ ...field, access: { read: staffField(...roles) } }) as T;

/** What the meeting provider has told of a session: evidence, on which staff and the session clock decide. */
export const meetingEvidence: Field[] = [
  derived(
    read(
      {
        name: 'proposal',
        type: 'group',
        fields: [
          asState(oneOf('status', ['completed', 'client_no_show', 'consultant_no_show', 'unclear'])),
          asInstant({ name: 'at', type: 'date' }),
          { name: 'because', type: 'text' },
        ],
      },
      ...(['owner', 'ops', 'finance', 'consultant'] as const),
    ),
  ),
  internal(
    derived({
      name: 'attendance',
      type: 'array',
      fields: [
        { name: 'key', type: 'text' },
        oneOf('role', ['consultant', 'client', 'unknown']),
        { name: 'name', type: 'text' },
        oneOf('place', ['meeting', 'waiting_room']),
        { name: 'joinedAt', type: 'date' },
        { name: 'leftAt', type: 'date' },
      ],
    }),
  ),
  // Whoever has the link sees the recording: it is a credential.
  derived(
    read(
      {
        name: 'recording',
        type: 'group',
        fields: [
          { name: 'url', type: 'text' },
          { name: 'passcode', type: 'text' },
          asInstant({ name: 'at', type: 'date' }),
        ],
      },
      ...(['owner', 'ops', 'consultant'] as const),
    ),
  ),
];
