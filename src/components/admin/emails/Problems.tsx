'use client';
import { Notice } from '../ui/Notice';
import { goToLine } from './goToLine';
import { type TemplateProblemView } from './views';

/** What is wrong with the words as they stand. They can be kept as a draft; what is published keeps being sent. */
export function Problems({ problems }: { problems: TemplateProblemView[] }) {
  return (
    <Notice tone="bad">
      <strong>
        {problems.length === 1
          ? 'This cannot be published yet.'
          : `${problems.length} things keep this from being published.`}
      </strong>
      <ul>
        {problems.map(({ line, message }) => (
          <li key={`${line}:${message}`}>
            {line && (
              <button type="button" className="adm-line" onClick={() => goToLine(line)}>
                Line {line}
              </button>
            )}
            {line ? `: ${message}` : message}
          </li>
        ))}
      </ul>
    </Notice>
  );
}
