'use client';
import { Button } from '@/components/ui/Button';
import { ButtonLink } from '@/components/ui/ButtonLink';

/** Whatever a page threw. What happened stays in the server's log; the digest finds it there. */
export default function PortalError({
  error,
  reset,
}: {
  error: Error & { digest?: string };
  reset: () => void;
}) {
  return (
    <div className="page grid max-w-2xl gap-5 py-20" role="alert">
      <h1 className="text-2xl">This page could not be shown</h1>
      <p className="text-muted">
        Something went wrong on our side. Nothing was bought, booked or changed by it. Please try again in a
        moment.
      </p>
      {error.digest ? (
        <p className="text-sm text-muted">If you write to us, please name this reference: {error.digest}</p>
      ) : null}
      <div className="flex flex-wrap gap-3">
        <Button onClick={reset}>Try again</Button>
        <ButtonLink href="/" variant="secondary">
          To the start page
        </ButtonLink>
      </div>
    </div>
  );
}
