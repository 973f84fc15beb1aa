'use client';
import { useState } from 'react';
import { Button } from '@/components/ui/Button';
import { api } from '../api';

/** Ends the session and leaves by a full load, so that nothing of the client stays in memory. */
export function SignOutButton() {
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState('');
  // Not awaited by the button: `api` answers with a problem where it could throw.
  const signOut = async () => {
    setBusy(true);
    const answer = await api('/api/clients/logout', { method: 'POST' });
    // 400 and 401 say that there was no session any more: just as well.
    if (answer.ok || [400, 401].includes(answer.problem.status)) {
      window.location.assign('/');
      return;
    }
    setBusy(false);
    setFailure(answer.problem.message);
  };
  return (
    <>
      <Button
        variant="quiet"
        size="sm"
        className="min-h-11 whitespace-nowrap"
        busy={isBusy}
        onClick={() => void signOut()}
      >
        Sign out
      </Button>
      <span role="alert" className="text-sm text-bad-ink empty:hidden">
        {failure}
      </span>
    </>
  );
}
