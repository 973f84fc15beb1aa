'use client';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { Notice } from '@/components/ui/Notice';
import { TextField } from '@/components/ui/TextField';
import { TimezoneSelect } from '@/components/ui/TimezoneSelect';
import { api } from '../api';
import { type ClientView } from '../types';
import { PortalForm } from './PortalForm';

export function ProfileForm({ client }: { client: ClientView }) {
  const router = useRouter();
  const [zone, setZone] = useState(client.timezone);
  const [savedZone, setSavedZone] = useState<string | null>(null);

  const send = ({ firstName, lastName, company, timezone }: Record<string, string>) => {
    setSavedZone(null);
    return api(`/api/clients/${client.id}`, {
      method: 'PATCH',
      body: { firstName, lastName, company: company || null, timezone },
    });
  };
  const done = () => {
    setSavedZone(zone);
    router.refresh();
  };

  return (
    <div className="grid gap-5">
      <PortalForm submitLabel="Save changes" busyLabel="Saving…" send={send} onDone={done}>
        {(errors) => (
          <>
            <div className="grid gap-5 sm:grid-cols-2">
              <TextField
                name="firstName"
                label="First name"
                autoComplete="given-name"
                required
                defaultValue={client.firstName}
                error={errors.firstName}
              />
              <TextField
                name="lastName"
                label="Last name"
                autoComplete="family-name"
                required
                defaultValue={client.lastName}
                error={errors.lastName}
              />
            </div>
            <TextField
              name="company"
              label="Company"
              autoComplete="organization"
              defaultValue={client.company ?? ''}
              error={errors.company}
            />
            <TimezoneSelect
              name="timezone"
              label="Time zone"
              value={zone}
              onChange={setZone}
              hint="Sessions, reminders and expiry dates are shown in this zone."
              error={errors.timezone}
            />
          </>
        )}
      </PortalForm>
      <div role="status">
        {savedZone ? (
          <Notice tone="good">Saved. Times are now shown in {savedZone.replaceAll('_', ' ')}.</Notice>
        ) : null}
      </div>
    </div>
  );
}
