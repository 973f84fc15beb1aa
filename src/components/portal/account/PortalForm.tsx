'use client';
import { useEffect, useRef, useState, type FormEvent, type ReactNode } from 'react';
import { Button } from '@/components/ui/Button';
import { Notice } from '@/components/ui/Notice';
import { type Answer, type Problem } from '../api';
import { type Json } from '../views/read';
import { formProblems } from './formProblems';

interface Props {
  submitLabel: string;
  busyLabel: string;
  send: (values: Record<string, string>) => Promise<Answer>;
  onDone: (data: Json) => void;
  /** Own words for a refusal, where the server's would not help. */
  explain?: (problem: Problem) => ReactNode;
  children: (errors: Record<string, string>) => ReactNode;
}

/** A form that asks the API: checks, sends once, tells what is wrong and puts the focus there. */
export function PortalForm({ submitLabel, busyLabel, send, onDone, explain, children }: Props) {
  const form = useRef<HTMLFormElement>(null);
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [errors, setErrors] = useState<Record<string, string>>({});

  useEffect(() => {
    const invalid = form.current?.querySelector<HTMLElement>('[aria-invalid="true"]');
    if (Object.keys(errors).length > 0) invalid?.focus();
  }, [errors]);

  // Not awaited by the form: `send` answers with a problem where it could throw.
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (isBusy) return;
    const problems = formProblems(event.currentTarget);
    setErrors(problems);
    setProblem(null);
    if (Object.keys(problems).length > 0) return;
    setBusy(true);
    const answer = await send(valuesOf(event.currentTarget));
    if (answer.ok) {
      onDone(answer.data);
    } else {
      setProblem(answer.problem);
      setErrors(answer.problem.fields);
    }
    setBusy(false);
  };

  // method=post: should it ever be sent without script, nothing typed ends up in an address.
  return (
    <form ref={form} method="post" noValidate onSubmit={(event) => void submit(event)} className="grid gap-5">
      {problem ? (
        <Notice tone="bad" live>
          {explain?.(problem) ?? problem.message}
        </Notice>
      ) : null}
      {children(errors)}
      <Button type="submit" busy={isBusy} className="w-full sm:w-auto sm:justify-self-start">
        {isBusy ? busyLabel : submitLabel}
      </Button>
    </form>
  );
}

function valuesOf(form: HTMLFormElement): Record<string, string> {
  const values: Record<string, string> = {};
  for (const [name, value] of new FormData(form)) {
    if (typeof value === 'string') values[name] = value;
  }
  return values;
}
