'use client';
import { Button } from '@/components/ui/Button';
import { Card } from '@/components/ui/Card';
import { EmptyState } from '@/components/ui/EmptyState';
import { Icon } from '@/components/ui/Icon';
import { MODE_WORDS, policyText } from '../consultations/statusWords';
import { creditCount } from '../format/credits';
import { type ConsultationTypeView, type Mode } from '../types';

interface Props {
  types: ConsultationTypeView[];
  available: number;
  onChoose: (type: ConsultationTypeView, mode: Mode) => void;
}

export function TypeStep({ types, available, onChoose }: Props) {
  if (types.length === 0) {
    return (
      <EmptyState icon="clock" title="No kind of session is on offer at the moment">
        Please come back soon.
      </EmptyState>
    );
  }
  return (
    <ul className="grid gap-5 md:grid-cols-2">
      {types.map((type) => (
        <li key={type.id}>
          <Card className="flex h-full flex-col gap-3">
            <h3 className="text-lg font-semibold">{type.name}</h3>
            <p className="flex flex-wrap gap-x-5 gap-y-1 text-sm text-muted">
              <span className="inline-flex items-center gap-1.5">
                <Icon name="clock" className="size-4" /> {type.minutes} minutes
              </span>
              <span className="inline-flex items-center gap-1.5">
                <Icon name="ticket" className="size-4" /> {creditCount(type.credits)}
              </span>
            </p>
            {type.description ? <p className="text-sm">{type.description}</p> : null}
            <p className="text-sm text-muted">{policyText(type)}</p>
            {type.credits > available ? (
              <p className="text-sm font-medium text-gold-ink">
                You have {creditCount(available)} available: not enough yet.
              </p>
            ) : null}
            <div className="mt-auto flex flex-wrap gap-3 pt-2">
              {type.modes.map((mode) => (
                <Button key={mode} onClick={() => onChoose(type, mode)}>
                  {type.modes.length > 1 ? MODE_WORDS[mode] : 'Choose'}
                  <span className="sr-only"> {type.name}</span>
                </Button>
              ))}
            </div>
          </Card>
        </li>
      ))}
    </ul>
  );
}
