'use client';
import { useForm, useFormModified, useFormProcessing, useFormSubmitted } from '@payloadcms/ui';
import { useEffect } from 'react';

/**
 * A refused Publish saved nothing. Payload takes the form for unchanged then: nothing could be saved as a draft, and
 * leaving the page would lose the words without a question.
 */
export function useKeepUnsaved(): void {
  const { setModified } = useForm();
  const isModified = useFormModified();
  const isProcessing = useFormProcessing();
  const wasRefused = useFormSubmitted();
  useEffect(() => {
    if (wasRefused && !isProcessing && !isModified) setModified(true);
  }, [wasRefused, isProcessing, isModified, setModified]);
}
