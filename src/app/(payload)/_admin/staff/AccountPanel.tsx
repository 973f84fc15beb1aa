import { ChangePassword } from '@/components/admin/staff/ChangePassword';

import { type OfRecord } from '../ofRecord';

/** On one's own record: what everybody may do with the own account, whatever the role. */
export function AccountPanel({ id, req }: OfRecord) {
  const isOwn = req.user?.collection === 'staff' && String(req.user.id) === String(id);
  if (!isOwn) return null;
  return (
    <section className="adm-summary adm-own-account" aria-label="Your account">
      <header>
        <div>
          <h2>Your account</h2>
          <p className="adm-muted">Name, role and address are changed by an owner.</p>
        </div>
        <ChangePassword />
      </header>
    </section>
  );
}
