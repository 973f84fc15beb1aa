'use client';
import { toast } from '@payloadcms/ui';
import { useState } from 'react';

import { AdminDialog } from '../ui/AdminDialog';
import { DialogButtons } from '../ui/DialogButtons';
import { Notice } from '../ui/Notice';
import { useCommand } from '../useCommand';

const SHORTEST = 10;

/** A new password for whoever is signed in, proven by the present one. */
export function ChangePasswordDialog({ onClose }: { onClose: () => void }) {
  const { isBusy, problem, run } = useCommand();
  const [form, setForm] = useState({ currentPassword: '', newPassword: '' });
  const set = (name: keyof typeof form) => (event: { target: { value: string } }) =>
    setForm({ ...form, [name]: event.target.value });

  const submit = async () => {
    const changed = await run('/api/staff/change-password', form);
    if (!changed) return;
    toast.success('Your password is changed. Other devices are signed out.');
    onClose();
  };
  return (
    <AdminDialog title="Change your password" onClose={onClose} onSubmit={() => void submit()}>
      <label className="adm-input">
        <span>Present password</span>
        <input
          name="currentPassword"
          type="password"
          autoComplete="current-password"
          required
          value={form.currentPassword}
          onChange={set('currentPassword')}
        />
      </label>
      <label className="adm-input">
        <span>New password, at least {SHORTEST} characters</span>
        <input
          name="newPassword"
          type="password"
          autoComplete="new-password"
          required
          minLength={SHORTEST}
          maxLength={200}
          value={form.newPassword}
          onChange={set('newPassword')}
        />
      </label>
      <Notice tone="info">You stay signed in here and are signed out everywhere else.</Notice>
      {problem && <Notice tone="bad">{problem}</Notice>}
      <DialogButtons
        confirm="Change password"
        isBusy={isBusy}
        isBlocked={form.currentPassword === '' || form.newPassword.length < SHORTEST}
        onClose={onClose}
      />
    </AdminDialog>
  );
}
