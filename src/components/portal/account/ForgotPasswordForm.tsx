'use client';
import { useState } from 'react';
import { Notice } from '@/components/ui/Notice';
import { TextField } from '@/components/ui/TextField';
import { api } from '../api';
import { PortalForm } from './PortalForm';

export function ForgotPasswordForm() {
  const [isSent, setSent] = useState(false);
  if (isSent) {
    return (
      <Notice tone="good" live title="Look in your inbox">
        If there is an account with this address, a message with a link to set a new password is on its way.
        The link works for one hour.
      </Notice>
    );
  }
  return (
    <PortalForm
      submitLabel="Send the link"
      busyLabel="Sending…"
      send={({ email }) =>
        api('/api/clients/forgot-password', { method: 'POST', body: { email: email?.trim() } })
      }
      onDone={() => setSent(true)}
    >
      {(errors) => (
        <TextField
          name="email"
          type="email"
          label="E-mail"
          autoComplete="username"
          required
          error={errors.email}
        />
      )}
    </PortalForm>
  );
}
