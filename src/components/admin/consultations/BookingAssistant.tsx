'use client';
import { useAllFormFields } from '@payloadcms/ui';
import { useSearchParams } from 'next/navigation';
import { useEffect, useRef } from 'react';

import { Panel } from '../ui/Panel';
import { ChosenTime } from './ChosenTime';
import { ClientCredits } from './ClientCredits';
import { FreeSlots } from './FreeSlots';
import { useClientFacts } from './useClientFacts';

const ID = /^[0-9a-f]{24}$/;

const chosen = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Beside the form of a new session: what the client owns, and when the consultant is free. */
export function BookingAssistant() {
  const [fields, dispatch] = useAllFormFields();
  const asked = ID.exec(useSearchParams().get('client') ?? '')?.[0];
  const of = (path: string): string => chosen(fields[path]?.value);
  const [client, consultant, type, startsAt] = [of('client'), of('consultant'), of('type'), of('startsAt')];
  const facts = useClientFacts(client);
  const isOpened = useRef(false);

  useEffect(() => {
    // Once, when the form is opened: a client taken out again by hand stays out.
    if (!asked || isOpened.current) return undefined;
    // After this round of effects: the form itself sets its first state in one.
    const timer = setTimeout(() => {
      isOpened.current = true;
      dispatch({ type: 'UPDATE', path: 'client', value: asked });
    }, 0);
    return () => clearTimeout(timer);
  }, [asked, dispatch]);

  const zone = of('timezone') || facts.client?.timezone || 'UTC';
  const choose = (instant: string) => dispatch({ type: 'UPDATE', path: 'startsAt', value: instant });
  return (
    <div className="adm-assistant">
      <Panel title="Credits of the client">
        <ClientCredits isChosen={client !== ''} facts={facts} />
      </Panel>
      <Panel title="Free times">
        {startsAt && <ChosenTime startsAt={startsAt} zone={zone} />}
        <FreeSlots consultant={consultant} type={type} startsAt={startsAt} zone={zone} onChoose={choose} />
      </Panel>
    </div>
  );
}
