import { type Appearance } from '@stripe/stripe-js';

/**
 * Our tokens as plain colours: the payment fields live in Stripe's frame, where CSS variables and
 * `light-dark()` mean nothing. Read from the page, so the frame matches the theme in use.
 */
export function appearanceOfPage(): Appearance {
  const probe = document.createElement('span');
  probe.hidden = true;
  document.body.append(probe);
  const color = (token: string): string => {
    probe.style.color = `var(--${token})`;
    return getComputedStyle(probe).color;
  };
  const appearance: Appearance = {
    theme: isDark() ? 'night' : 'stripe',
    variables: {
      colorPrimary: color('brand'),
      colorBackground: color('surface'),
      colorText: color('ink'),
      colorTextSecondary: color('muted'),
      colorDanger: color('bad-ink'),
      fontFamily: 'system-ui, -apple-system, "Segoe UI", Roboto, sans-serif',
      borderRadius: '10px',
      spacingUnit: '4px',
    },
    rules: {
      '.Input': { border: `1px solid ${color('line-strong')}`, boxShadow: 'none' },
      '.Input:focus': { outline: `3px solid ${color('focus')}` },
    },
  };
  probe.remove();
  return appearance;
}

/** Stripe's frame is see-through only when it and the page agree on light or dark. */
function isDark(): boolean {
  const chosen = document.documentElement.dataset.theme;
  return chosen ? chosen === 'dark' : window.matchMedia('(prefers-color-scheme: dark)').matches;
}
