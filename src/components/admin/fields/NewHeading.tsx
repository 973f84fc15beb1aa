'use client';
import { useForm } from '@payloadcms/ui';
import { useEffect, useRef } from 'react';

interface Props {
  /** The field the page takes its heading from. The product writes it when the record is made. */
  titlePath: string;
  heading: string;
}

/** What a form for a new record is called, instead of "[Untitled]". */
export function NewHeading({ titlePath, heading }: Props) {
  const { dispatchFields } = useForm();
  const isSet = useRef(false);
  useEffect(() => {
    if (isSet.current) return undefined;
    // After this round of effects: the form itself sets its first state in one.
    const timer = setTimeout(() => {
      isSet.current = true;
      dispatchFields({ type: 'UPDATE', path: titlePath, value: heading });
    }, 0);
    return () => clearTimeout(timer);
  }, [dispatchFields, titlePath, heading]);
  return null;
}
