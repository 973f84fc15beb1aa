import { SendResetLink } from '@/components/admin/accounts/SendResetLink';
import { ChangePassword } from '@/components/admin/staff/ChangePassword';
import { hasRole } from '@/collections/access/roles';

import { asUser } from '../asUser';
import { type OfRecord } from '../ofRecord';

/** What may be done with an account: everybody with their own, an owner with a colleague's. */
export async function AccountPanel({ id, req }: OfRecord) {
  const isOwn = req.user?.collection === 'staff' && String(req.user.id) === String(id);
  if (isOwn) {
    return (
      <Account title="Your account" says="Name, role and address are changed by an owner.">
        <ChangePassword />
      </Account>
    );
  }
  if (!id || !hasRole(req, ['owner'])) return null;
  const colleague = await req.payload.findByID({
    collection: 'staff',
    id: String(id),
    depth: 0,
    disableErrors: true,
    ...asUser(req),
  });
  if (!colleague) return null;
  const name = `${colleague.firstName} ${colleague.lastName}`;
  return (
    <Account
      title={name}
      says="A change of role or address signs this person out everywhere; a new address is told at both by mail."
    >
      <SendResetLink accounts="staff" id={colleague.id} name={name} email={colleague.email} />
    </Account>
  );
}

const Account = ({ title, says, children }: { title: string; says: string; children: React.ReactNode }) => (
  <section className="adm-summary adm-own-account" aria-label="Account">
    <header>
      <div>
        <h2>{title}</h2>
        <p className="adm-muted">{says}</p>
      </div>
      {children}
    </header>
  </section>
);
