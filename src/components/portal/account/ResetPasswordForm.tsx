'use client';
import Link from 'next/link';
import { PasswordField } from '@/components/ui/PasswordField';
import { api, type Problem } from '../api';
import { PortalForm } from './PortalForm';

export function ResetPasswordForm({ token }: { token: string }) {
  return (
    <PortalForm
      submitLabel="Set the new password"
      busyLabel="Saving…"
      explain={explain}
      send={({ password }) =>
        api('/api/clients/reset-password', { method: 'POST', body: { token, password } })
      }
      onDone={() => window.location.assign('/dashboard')}
    >
      {(errors) => (
        <PasswordField
          name="password"
          label="New password"
          autoComplete="new-password"
          minLength={10}
          hint="At least 10 characters. A short sentence works well."
          error={errors.password}
        />
      )}
    </PortalForm>
  );
}

function explain(problem: Problem) {
  if (problem.status === 403 || problem.status === 404) {
    return (
      <>
        This link has been used already or is too old. <Link href="/forgot-password">Ask for a new one</Link>.
      </>
    );
  }
  return problem.message;
}
