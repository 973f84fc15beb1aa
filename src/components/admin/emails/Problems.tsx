import { Notice } from '../ui/Notice';
import { type TemplateProblemView } from './views';

/** What is wrong with the words as they stand. Saving is refused until it is mended; the old text keeps being sent. */
export function Problems({ problems }: { problems: TemplateProblemView[] }) {
  return (
    <Notice tone="bad">
      <strong>{problems.length === 1 ? 'This cannot be saved yet.' : `${problems.length} things keep this from being saved.`}</strong>
      <ul>
        {problems.map(({ line, message }) => (
          <li key={`${line}:${message}`}>{line ? `Line ${line}: ${message}` : message}</li>
        ))}
      </ul>
    </Notice>
  );
}
