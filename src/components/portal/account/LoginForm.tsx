'use client';
import Link from 'next/link';
import { PasswordField } from '@/components/ui/PasswordField';
import { TextField } from '@/components/ui/TextField';
import { api, type Problem } from '../api';
import { PortalForm } from './PortalForm';

/** @param next a path on this site, already judged safe by the page */
export function LoginForm({ next }: { next: string }) {
  return (
    <PortalForm
      submitLabel="Sign in"
      busyLabel="Signing in…"
      explain={explain}
      send={({ email, password }) =>
        api('/api/clients/login', { method: 'POST', body: { email: email?.trim(), password } })
      }
      // A full load: every page is rendered anew for the client who is now signed in.
      onDone={() => window.location.assign(next)}
    >
      {(errors) => (
        <>
          <TextField
            name="email"
            type="email"
            label="E-mail"
            autoComplete="username"
            required
            error={errors.email}
          />
          <PasswordField
            name="password"
            label="Password"
            autoComplete="current-password"
            error={errors.password}
            aside={
              <Link href="/forgot-password" className="link text-sm">
                Forgot your password?
              </Link>
            }
          />
        </>
      )}
    </PortalForm>
  );
}

function explain(problem: Problem) {
  if (problem.code === 'EMAIL_NOT_VERIFIED' || problem.status === 403) {
    return 'Please confirm your address first: open the link in the message we sent you, then sign in.';
  }
  if (problem.status === 401) {
    return 'That address and password do not belong together. Check both, or set a new password.';
  }
  return problem.message;
}
