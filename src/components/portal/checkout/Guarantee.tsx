import { Icon } from '@/components/ui/Icon';

/** What is promised with every package: the outcome rules of sessions, in a sentence. */
export function Guarantee() {
  return (
    <div className="flex gap-4 rounded-card bg-brand-soft p-5 text-brand-ink">
      <Icon name="shield" className="mt-0.5 size-6" />
      <div className="text-sm">
        <p className="text-base font-semibold">Our session guarantee</p>
        <p className="mt-1">
          If your consultant cancels or does not come, or the technology fails, the credit goes back to you.
          Cancel in time yourself, and it does too.
        </p>
      </div>
    </div>
  );
}
