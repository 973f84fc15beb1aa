'use client';
import { Icon } from '@/components/ui/Icon';
import { useHydrated } from '@/components/ui/useHydrated';

const YEAR = 31_536_000;

/**
 * Light or dark. Choosing what the system says anyway forgets the choice, so the page follows the
 * system again. Which icon shows is decided by CSS: the server cannot know the system's theme.
 */
export function ThemeToggle() {
  const hydrated = useHydrated();
  const toggle = () => {
    const root = document.documentElement;
    const system = window.matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
    const chosen = (root.dataset.theme ?? system) === 'dark' ? 'light' : 'dark';
    if (chosen === system) delete root.dataset.theme;
    else root.dataset.theme = chosen;
    const secure = window.location.protocol === 'https:' ? '; secure' : '';
    const value = chosen === system ? 'theme=; max-age=0' : `theme=${chosen}; max-age=${YEAR}`;
    document.cookie = `${value}; path=/; samesite=lax${secure}`;
  };
  return (
    <button
      type="button"
      onClick={toggle}
      disabled={!hydrated}
      aria-label="Switch between light and dark"
      title="Light or dark"
      className="grid size-11 place-items-center rounded-control text-muted hover:bg-brand-soft hover:text-brand-ink"
    >
      <span className="only-light">
        <Icon name="moon" />
      </span>
      <span className="only-dark">
        <Icon name="sun" />
      </span>
    </button>
  );
}
