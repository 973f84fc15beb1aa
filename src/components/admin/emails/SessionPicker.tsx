'use client';
import { useState } from 'react';

import { useSessions } from './useSessions';

interface Props {
  chosen: string | undefined;
  onChoose: (id: string) => void;
}

/** Finds a session by the names in its title or by its id. */
export function SessionPicker({ chosen, onChoose }: Props) {
  const [words, setWords] = useState('');
  const { sessions, problem } = useSessions(words);
  return (
    <div className="adm-picker">
      <label className="adm-input">
        <span>Session: a name, or its id</span>
        <input
          type="search"
          value={words}
          maxLength={100}
          onChange={(event) => setWords(event.target.value)}
        />
      </label>
      {problem && <p className="adm-muted">{problem}</p>}
      {sessions?.length === 0 && <p className="adm-muted">No session fits.</p>}
      <ul aria-label="Sessions">
        {sessions?.map(({ id, title }) => (
          <li key={id}>
            <button type="button" aria-pressed={id === chosen} onClick={() => onChoose(id)}>
              {title}
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
