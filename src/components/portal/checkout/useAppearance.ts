'use client';
import { type Appearance } from '@stripe/stripe-js';
import { useEffect, useState } from 'react';
import { appearanceOfPage } from './appearance';

/** The page's colours for Stripe's frame; follows the toggle and the system. */
export function useAppearance(): Appearance | null {
  const [appearance, setAppearance] = useState<Appearance | null>(null);
  useEffect(() => {
    const read = () => setAppearance(appearanceOfPage());
    read();
    const system = window.matchMedia('(prefers-color-scheme: dark)');
    const toggle = new MutationObserver(read);
    system.addEventListener('change', read);
    toggle.observe(document.documentElement, { attributeFilter: ['data-theme'] });
    return () => {
      system.removeEventListener('change', read);
      toggle.disconnect();
    };
  }, []);
  return appearance;
}
