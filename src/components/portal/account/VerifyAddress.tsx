'use client';
import { useState } from 'react';
import { ButtonLink } from '@/components/ui/ButtonLink';
import { Notice } from '@/components/ui/Notice';
import { api } from '../api';
import { PortalForm } from './PortalForm';

/**
 * Confirms the address when somebody presses the button: programs that look at links in mails open pages, and run their
 * scripts.
 */
export function VerifyAddress({ token }: { token: string }) {
  const [outcome, setOutcome] = useState<'open' | 'confirmed' | 'refused'>('open');
  if (outcome === 'confirmed') return <Verified />;
  if (outcome === 'refused') return <Refused />;
  return (
    <PortalForm
      submitLabel="Confirm my address"
      busyLabel="Confirming…"
      send={async () => {
        const answer = await api(`/api/clients/verify/${encodeURIComponent(token)}`, { method: 'POST' });
        if (!answer.ok && answer.problem.status === 404) setOutcome('refused');
        return answer;
      }}
      onDone={() => setOutcome('confirmed')}
    >
      {() => <p className="text-muted">Press the button, and this address is yours here.</p>}
    </PortalForm>
  );
}

function Verified() {
  return (
    <div role="status" className="grid gap-5">
      <Notice tone="good" title="Your address is confirmed">
        Your free trial credit is waiting. It pays for a first session and is valid for 30 days.
      </Notice>
      <ButtonLink href="/login?next=/dashboard" className="justify-self-start">
        Sign in
      </ButtonLink>
    </div>
  );
}

function Refused() {
  return (
    <div role="alert" className="grid gap-5">
      <Notice tone="bad" title="This link did not work">
        It may have been used already, or it is not complete. If you have confirmed before, just sign in.
      </Notice>
      <div className="flex flex-wrap gap-3">
        <ButtonLink href="/login">Sign in</ButtonLink>
        <ButtonLink href="/register" variant="secondary">
          Register again
        </ButtonLink>
      </div>
    </div>
  );
}
