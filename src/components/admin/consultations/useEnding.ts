'use client';
import { toast } from '@payloadcms/ui';
import { useRouter } from 'next/navigation';

import { useCommand } from '../useCommand';

interface Ended {
  credits: { effect: 'returned' | 'consumed'; quantity: number };
}

/** Ends a session by one of our routes and shows the record as it is then. `end` says whether it was done. */
export function useEnding(id: string, onClose: () => void) {
  const router = useRouter();
  const { isBusy, problem, run } = useCommand();

  const end = async (
    route: 'cancel' | 'complete' | 'no-show',
    body: Record<string, unknown>,
    said: string,
  ): Promise<boolean> => {
    const ended = await run<Ended>(`/api/consultations/${id}/${route}`, body);
    if (!ended) return false;
    const { effect, quantity } = ended.credits;
    const credits = quantity === 1 ? '1 credit was' : `${quantity} credits were`;
    toast.success(`${said} ${credits} ${effect === 'returned' ? 'returned' : 'used'}.`);
    onClose();
    router.refresh();
    return true;
  };
  return { isBusy, problem, end };
}
