import { AdminIcon } from './AdminIcon';

/** Mark, name and what this place is, above the sign-in form. */
export function AdminLogo() {
  return (
    <div className="adm-logo">
      <AdminIcon />
      <span className="adm-logo__name">Insight Serenity</span>
      <span className="adm-logo__place">Office</span>
    </div>
  );
}
