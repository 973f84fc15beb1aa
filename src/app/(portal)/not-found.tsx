import { ButtonLink } from '@/components/ui/ButtonLink';

export default function NotFound() {
  return (
    <div className="page grid max-w-2xl gap-5 py-20">
      <p className="eyebrow">Not found</p>
      <h1 className="text-2xl">There is nothing at this address</h1>
      <p className="text-muted">The page may have moved, or it belongs to another account.</p>
      <div className="flex flex-wrap gap-3">
        <ButtonLink href="/dashboard">To your dashboard</ButtonLink>
        <ButtonLink href="/" variant="secondary">
          To the start page
        </ButtonLink>
      </div>
    </div>
  );
}
