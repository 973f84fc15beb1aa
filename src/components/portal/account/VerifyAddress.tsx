'use client';
import { useEffect, useState } from 'react';
import { ButtonLink } from '@/components/ui/ButtonLink';
import { Notice } from '@/components/ui/Notice';
import { Spinner } from '@/components/ui/Spinner';
import { api, type Answer } from '../api';

/** One request per link, however often the page mounts: a link can be used only once. */
const asked = new Map<string, Promise<Answer>>();

function verify(token: string): Promise<Answer> {
  const known = asked.get(token);
  if (known) return known;
  const answer = api(`/api/clients/verify/${encodeURIComponent(token)}`, { method: 'POST' });
  asked.set(token, answer);
  return answer;
}

export function VerifyAddress({ token }: { token: string }) {
  const [answer, setAnswer] = useState<Answer | null>(null);
  useEffect(() => {
    let isHere = true;
    void verify(token).then((given) => {
      if (isHere) setAnswer(given);
    });
    return () => {
      isHere = false;
    };
  }, [token]);

  return (
    <div aria-live="polite" className="grid gap-5">
      {answer === null ? (
        <p className="flex items-center gap-3 text-muted">
          <Spinner /> Confirming your address…
        </p>
      ) : answer.ok ? (
        <Verified />
      ) : (
        <Refused message={answer.problem.status === 0 ? answer.problem.message : null} />
      )}
    </div>
  );
}

function Verified() {
  return (
    <>
      <Notice tone="good" title="Your address is confirmed">
        Your free trial credit is waiting. It pays for a first session and is valid for 30 days.
      </Notice>
      <ButtonLink href="/login?next=/dashboard" className="justify-self-start">
        Sign in
      </ButtonLink>
    </>
  );
}

function Refused({ message }: { message: string | null }) {
  return (
    <>
      <Notice tone="bad" title="This link did not work">
        {message ??
          'It may have been used already, or it is not complete. If you have confirmed before, just sign in.'}
      </Notice>
      <div className="flex flex-wrap gap-3">
        <ButtonLink href="/login">Sign in</ButtonLink>
        <ButtonLink href="/register" variant="secondary">
          Register again
        </ButtonLink>
      </div>
    </>
  );
}
