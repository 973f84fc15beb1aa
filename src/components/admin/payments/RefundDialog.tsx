'use client';
import { toast } from '@payloadcms/ui';
import { useRouter } from 'next/navigation';
import { useState } from 'react';

import { creditCount } from '@/components/portal/format/credits';
import { formatMoney } from '@/components/portal/format/money';

import { AdminDialog } from '../ui/AdminDialog';
import { DialogButtons } from '../ui/DialogButtons';
import { Notice } from '../ui/Notice';
import { isGiven, NO_REASON, ReasonInputs } from '../ui/ReasonInputs';
import { useCommand } from '../useCommand';
import { fromMinorUnits, toMinorUnits } from './minorUnits';
import { RefundEffect } from './RefundEffect';
import { useRefundPreview } from './useRefundPreview';
import { type RefundView } from './views';

interface Props {
  view: RefundView;
  onClose: () => void;
}

interface Refunded {
  creditsClawedBack: number;
  shortfall: number;
}

/** Money back to the client: how much and why. Says before what it takes of the credits. */
export function RefundDialog({ view: { paymentId, currency, reasonCodes }, onClose }: Props) {
  const router = useRouter();
  const { isBusy, problem, run } = useCommand();
  const [typed, setTyped] = useState<string | null>(null);
  const [reason, setReason] = useState(NO_REASON);
  const amount = typed === null ? null : toMinorUnits(typed, currency);
  const { preview, problem: refusal } = useRefundPreview(paymentId, amount);
  const most = preview?.refundable ?? 0;
  const asked = typed === null ? most : (amount ?? 0);
  const isPossible = asked >= 1 && asked <= most;
  // Nobody refunds before seeing what this very amount means.
  const isPreviewed = preview?.amount === asked;

  const submit = async () => {
    const refunded = await run<Refunded>(`/api/payments/${paymentId}/refund`, { amount: asked, ...reason });
    if (!refunded) return;
    const toDecide = Math.min(refunded.shortfall, preview?.toDecide ?? 0);
    const short = toDecide > 0 ? ` ${creditCount(toDecide)} had been spent or held: a case was opened.` : '';
    toast.success(
      `${formatMoney(asked, currency)} refunded, ${creditCount(refunded.creditsClawedBack)} taken back.${short}`,
    );
    onClose();
    router.refresh();
  };
  return (
    <AdminDialog title="Refund this payment?" onClose={onClose} onSubmit={() => void submit()}>
      {refusal && <Notice tone="bad">{refusal}</Notice>}
      <label className="adm-input">
        <span>
          Amount in {currency.toUpperCase()}
          {preview && `, at most ${formatMoney(most, currency)}`}
        </span>
        <input
          name="amount"
          inputMode="decimal"
          required
          value={typed ?? (preview ? fromMinorUnits(most, currency) : '')}
          onChange={(event) => setTyped(event.target.value)}
        />
      </label>
      {preview && !isPossible && (
        <Notice tone="warn">
          {most === 0
            ? 'Nothing of this payment can be refunded any more.'
            : `An amount up to ${formatMoney(most, currency)}, please.`}
        </Notice>
      )}
      {preview && isPossible && <RefundEffect preview={preview} asked={asked} currency={currency} />}
      <ReasonInputs codes={reasonCodes} reason={reason} onChange={setReason} />
      {problem && <Notice tone="bad">{problem}</Notice>}
      <DialogButtons
        confirm="Refund"
        isDanger
        isBusy={isBusy}
        isBlocked={!isPossible || !isPreviewed || !isGiven(reason)}
        onClose={onClose}
      />
    </AdminDialog>
  );
}
