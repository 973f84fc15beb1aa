'use client';
import { Notice } from '../ui/Notice';
import { type ClientFacts } from './useClientFacts';

interface Props {
  isChosen: boolean;
  facts: ClientFacts;
}

/** What the chosen client can spend, and what stands in the way of a booking. */
export function ClientCredits({ isChosen, facts: { client, balance, problem } }: Props) {
  if (!isChosen) return <p className="adm-empty">Choose a client to see the balance.</p>;
  if (problem) return <Notice tone="bad">{problem}</Notice>;
  if (!balance || !client) return <p className="adm-muted">Reading the balance…</p>;
  return (
    <>
      <p className="adm-balance">
        <strong>{balance.available}</strong> available · {balance.held} held
        {balance.expiring.within7Days > 0 && ` · ${balance.expiring.within7Days} expiring within 7 days`}
      </p>
      {balance.available === 0 && (
        <Notice tone="warn">
          {client.firstName} has no credits to spend. Assign some first, or the booking is refused.
        </Notice>
      )}
      {client._verified === false && (
        <Notice tone="warn">
          {client.firstName} has not confirmed the e-mail address yet: the booking is refused.
        </Notice>
      )}
    </>
  );
}
