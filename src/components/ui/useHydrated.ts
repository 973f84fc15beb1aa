'use client';
import { useSyncExternalStore } from 'react';

const never = () => () => undefined;

/** False on the server and until this component listens; controls that need script wait for it. */
export function useHydrated(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
}
