'use client';
import { useEffect, useState } from 'react';

import { postJson } from '../api';
import { type PreviewAnswer, type RenderedView, type TemplateDraft, type TemplateProblemView } from './views';

interface Preview {
  /** The last mail that could be rendered: it stays while something is wrong. */
  rendered: RenderedView | null;
  problems: TemplateProblemView[];
  /** Why there is no preview at all, e.g. the connection. */
  refusal: string | null;
}

const PAUSE_MS = 400;

/** The mail as the unsaved words make it, a moment after the last key. */
export function usePreview({
  key,
  subject,
  preheader,
  body,
  sample,
  consultationId,
}: TemplateDraft): Preview {
  const [preview, setPreview] = useState<Preview>({ rendered: null, problems: [], refusal: null });

  useEffect(() => {
    const stop = new AbortController();
    const render = () =>
      postJson<PreviewAnswer>(
        '/api/emails/preview',
        { key, subject, preheader, body, sample, consultationId },
        undefined,
        stop.signal,
      ).then(
        (called) =>
          setPreview((before) =>
            called.ok
              ? {
                  rendered: called.data.rendered ?? before.rendered,
                  problems: called.data.problems,
                  refusal: null,
                }
              : { ...before, problems: [], refusal: called.message },
          ),
        () => undefined, // Aborted: more was typed.
      );
    const timer = setTimeout(() => void render(), PAUSE_MS);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [key, subject, preheader, body, sample, consultationId]);
  return preview;
}
