'use client';
import { useRouter } from 'next/navigation';
import { useState, useSyncExternalStore } from 'react';
import { PasswordField } from '@/components/ui/PasswordField';
import { TextField } from '@/components/ui/TextField';
import { TimezoneSelect } from '@/components/ui/TimezoneSelect';
import { api } from '../api';
import { PortalForm } from './PortalForm';
import { rememberRegisteredAddress } from './registeredAddress';

const never = () => () => undefined;
const browserZone = () => Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC';

export function RegisterForm() {
  const router = useRouter();
  const detected = useSyncExternalStore(never, browserZone, () => 'UTC');
  const [chosen, setChosen] = useState<string | null>(null);

  const send = (values: Record<string, string>) => {
    const { email = '', password, firstName, lastName, company, timezone } = values;
    rememberRegisteredAddress(email.trim());
    return api('/api/clients/register', {
      method: 'POST',
      body: { email: email.trim(), password, firstName, lastName, company: company || undefined, timezone },
    });
  };

  return (
    <PortalForm
      submitLabel="Create account"
      busyLabel="Creating your account…"
      send={send}
      onDone={() => router.push('/check-your-mail')}
    >
      {(errors) => (
        <>
          <div className="grid gap-5 sm:grid-cols-2">
            <TextField
              name="firstName"
              label="First name"
              autoComplete="given-name"
              required
              error={errors.firstName}
            />
            <TextField
              name="lastName"
              label="Last name"
              autoComplete="family-name"
              required
              error={errors.lastName}
            />
          </div>
          <TextField name="company" label="Company" autoComplete="organization" error={errors.company} />
          <TextField
            name="email"
            type="email"
            label="Work e-mail"
            autoComplete="email"
            required
            hint="We send a link there to confirm that it is yours."
            error={errors.email}
          />
          <PasswordField
            name="password"
            label="Password"
            autoComplete="new-password"
            minLength={10}
            hint="At least 10 characters. A short sentence works well."
            error={errors.password}
          />
          <TimezoneSelect
            name="timezone"
            label="Time zone"
            value={chosen ?? detected}
            onChange={setChosen}
            hint="All times are shown in this zone. You can change it later."
            error={errors.timezone}
          />
        </>
      )}
    </PortalForm>
  );
}
