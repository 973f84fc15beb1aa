'use client';
import { useState } from 'react';
import { buttonClass } from '@/components/ui/buttonClass';
import { Card } from '@/components/ui/Card';
import { Field } from '@/components/ui/Field';
import { fieldClass } from '@/components/ui/fieldClass';
import { Icon } from '@/components/ui/Icon';
import { TextField } from '@/components/ui/TextField';
import { periodProblem, statementHref, statementPeriods } from './statementPeriods';

interface Props {
  /** Calendar days in the client's zone: today, and the account's first. */
  today: string;
  since: string;
}

const OTHER = 'Other days';

/** The account's movements over a period, to keep or to hand on: as a PDF, or for a spreadsheet. */
export function StatementCard({ today, since }: Props) {
  const periods = statementPeriods(today, since);
  const [name, setName] = useState('This month');
  const [days, setDays] = useState({ from: since, to: today });
  const period = periods.find((one) => one.name === name) ?? days;
  const problem = periodProblem(period, today);
  return (
    <Card className="flex flex-wrap items-end gap-x-6 gap-y-4">
      <div className="basis-full lg:basis-60 lg:flex-1">
        <h2 className="text-xl">Statement</h2>
        <p className="mt-1 text-sm text-muted">
          Opening balance, each movement with its reason, closing balance.
        </p>
      </div>
      <div className="grid items-start gap-4 max-sm:basis-full sm:auto-cols-[minmax(10rem,1fr)] sm:grid-flow-col">
        <Field label="Period">
          {(control) => (
            <select
              {...control}
              value={name}
              onChange={(event) => setName(event.target.value)}
              className={fieldClass}
            >
              {[...periods.map((one) => one.name), OTHER].map((choice) => (
                <option key={choice}>{choice}</option>
              ))}
            </select>
          )}
        </Field>
        {name === OTHER ? (
          <>
            <Day
              name="from"
              label="First day"
              value={days.from}
              max={today}
              onChange={(from) => setDays({ ...days, from })}
            />
            <Day
              name="to"
              label="Last day"
              value={days.to}
              max={today}
              onChange={(to) => setDays({ ...days, to })}
            />
          </>
        ) : null}
      </div>
      <div className="flex flex-wrap items-center gap-3">
        {problem ? (
          <p role="status" className="text-sm font-medium text-bad-ink">
            {problem}
          </p>
        ) : (
          (['pdf', 'csv'] as const).map((format) => (
            <a
              key={format}
              href={statementHref(period, format)}
              download
              className={buttonClass('secondary')}
            >
              <Icon name="download" /> {format === 'pdf' ? 'PDF' : 'CSV for a spreadsheet'}
            </a>
          ))
        )}
      </div>
    </Card>
  );
}

function Day({
  onChange,
  ...input
}: {
  name: string;
  label: string;
  value: string;
  max: string;
  onChange: (day: string) => void;
}) {
  return <TextField {...input} type="date" required onChange={(event) => onChange(event.target.value)} />;
}
