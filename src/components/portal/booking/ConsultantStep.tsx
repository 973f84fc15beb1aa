'use client';
import { Button } from '@/components/ui/Button';
import { Card } from '@/components/ui/Card';
import { EmptyState } from '@/components/ui/EmptyState';
import { type ConsultantView } from '../types';

interface Props {
  consultants: ConsultantView[];
  onChoose: (consultant: ConsultantView) => void;
}

export function ConsultantStep({ consultants, onChoose }: Props) {
  if (consultants.length === 0) {
    return (
      <EmptyState icon="user" title="No consultant can be booked at the moment">
        Please come back soon.
      </EmptyState>
    );
  }
  return (
    <ul className="grid gap-5 md:grid-cols-2">
      {consultants.map((consultant) => (
        <li key={consultant.id}>
          <Card className="flex h-full flex-col gap-4">
            <div className="flex items-center gap-4">
              <Initials name={consultant.name} />
              <div className="min-w-0">
                <h3 className="text-lg font-semibold">{consultant.name}</h3>
                <p className="text-sm text-muted">{consultant.headline}</p>
              </div>
            </div>
            {consultant.bio ? <p className="text-sm whitespace-pre-line">{consultant.bio}</p> : null}
            <Facts consultant={consultant} />
            <Button className="mt-auto self-start" onClick={() => onChoose(consultant)}>
              Choose<span className="sr-only"> {consultant.name}</span>
            </Button>
          </Card>
        </li>
      ))}
    </ul>
  );
}

function Initials({ name }: { name: string }) {
  const letters = name.split(/\s+/).map((part) => part.charAt(0));
  return (
    <span
      aria-hidden="true"
      className={
        'grid size-14 shrink-0 place-items-center rounded-full bg-brand-soft font-display text-lg ' +
        'font-semibold text-brand-ink'
      }
    >
      {(letters[0] ?? '') + (letters.length > 1 ? (letters.at(-1) ?? '') : '')}
    </span>
  );
}

function Facts({ consultant: { specialisms, languages } }: { consultant: ConsultantView }) {
  const facts = [
    ['Specialisms', specialisms],
    ['Languages', languages],
  ] as const;
  return (
    <dl className="grid gap-2 text-sm">
      {facts.map(([name, values]) =>
        values.length > 0 ? (
          <div key={name} className="flex flex-wrap gap-x-2">
            <dt className="font-semibold">{name}:</dt>
            <dd className="text-muted">{values.join(', ')}</dd>
          </div>
        ) : null,
      )}
    </dl>
  );
}
