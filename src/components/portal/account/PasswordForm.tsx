'use client';
import Link from 'next/link';
import { useState } from 'react';
import { Notice } from '@/components/ui/Notice';
import { PasswordField } from '@/components/ui/PasswordField';
import { api } from '../api';
import { PortalForm } from './PortalForm';

/** A new password, proven by the present one. */
export function PasswordForm() {
  const [changes, setChanges] = useState(0);
  const send = ({ currentPassword, newPassword }: Record<string, string>) =>
    api('/api/clients/change-password', { method: 'POST', body: { currentPassword, newPassword } });
  return (
    <div className="grid gap-5">
      {/* Made anew after a change, so that no password stays in the fields. */}
      <PortalForm
        key={changes}
        submitLabel="Change password"
        busyLabel="Changing…"
        send={send}
        onDone={() => setChanges(changes + 1)}
      >
        {(errors) => (
          <>
            <PasswordField
              name="currentPassword"
              label="Present password"
              autoComplete="current-password"
              error={errors.currentPassword}
              aside={
                <Link href="/forgot-password" className="link text-sm">
                  Forgot it?
                </Link>
              }
            />
            <PasswordField
              name="newPassword"
              label="New password"
              autoComplete="new-password"
              minLength={10}
              hint="At least 10 characters. A short sentence works well."
              error={errors.newPassword}
            />
          </>
        )}
      </PortalForm>
      <div role="status">
        {changes > 0 ? (
          <Notice tone="good">Your password is changed. You are signed out on your other devices.</Notice>
        ) : null}
      </div>
    </div>
  );
}
