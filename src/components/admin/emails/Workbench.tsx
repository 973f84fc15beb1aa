'use client';
import { useState } from 'react';

import { Panel } from '../ui/Panel';
import { BackToDefault } from './BackToDefault';
import { SampleChooser } from './SampleChooser';
import { SendTest } from './SendTest';
import { TemplatePreview } from './TemplatePreview';
import { useKeepUnsaved } from './useKeepUnsaved';
import { useWords } from './useWords';
import { type ShownWith, type TemplateWords } from './views';

interface Props {
  templateKey: string;
  /** The reader may look at sessions, and the mail is about one. */
  canUseSessions: boolean;
  /** The words the product comes with, for who may publish them. */
  defaults: TemplateWords | null;
}

/** Beside the words: the mail they make, a test of it, and the way back. */
export function Workbench({ templateKey, canUseSessions, defaults }: Props) {
  useKeepUnsaved();
  const words = useWords();
  const [shownWith, setShownWith] = useState<ShownWith>({ sample: 'usual' });
  const draft = { key: templateKey, ...words, ...shownWith };
  return (
    <div className="adm-workbench">
      <Panel title="Preview" aside={<SendTest draft={draft} />}>
        <SampleChooser shownWith={shownWith} canUseSessions={canUseSessions} onChoose={setShownWith} />
        <TemplatePreview draft={draft} />
        {defaults && <BackToDefault templateKey={templateKey} words={words} defaults={defaults} />}
      </Panel>
    </div>
  );
}
