import { Notice } from '../ui/Notice';

/** On a record that is not made yet: how its person gets in. */
export function InvitationNotice() {
  return (
    <Notice tone="info">
      Once you save, this person gets a mail with a link to choose a password. The link works for 7 days; you
      can send another from the record.
    </Notice>
  );
}
