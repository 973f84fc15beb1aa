'use client';
import { toast } from '@payloadcms/ui';
import { useRouter } from 'next/navigation';

import { useCommand } from '../useCommand';

interface Corrected {
  balance: { available: number };
}

/** Corrects a lot by one of our routes and shows the record as it is then. */
export function useCorrection(grantId: string, onClose: () => void) {
  const router = useRouter();
  const { isBusy, problem, run } = useCommand();

  const correct = async (route: 'extend' | 'void', body: object, said: string): Promise<void> => {
    const corrected = await run<Corrected>(`/api/credits/grants/${grantId}/${route}`, body);
    if (!corrected) return;
    toast.success(`${said} The client now has ${corrected.balance.available} available.`);
    onClose();
    router.refresh();
  };
  return { isBusy, problem, correct };
}
