import { readFileSync } from 'node:fs';
import path from 'node:path';

// The project's folder, in every process: web, worker, tests and scripts are all started from it. The comment
// keeps the bundler from following a path it cannot know.
const folder = path.join(/* turbopackIgnore: true */ process.cwd(), 'src', 'emails');

const read = new Map<string, string>();

function load(file: string): string {
  const known = read.get(file);
  if (known !== undefined) return known;
  const text = readFileSync(path.join(folder, file), 'utf8').trimEnd();
  read.set(file, text);
  return text;
}

/** One of our own MJML partials, with `[[> other]]` filled in. */
export function partial(name: string): string {
  return includePartials(load(`partials/${name}.mjml`));
}

const includePartials = (source: string): string =>
  source.replace(/\[\[> ([a-z-]+)\]\]/g, (_, name: string) => partial(name));

/** The default body of a template, partials filled in: what staff start from. */
export const templateBody = (key: string): string => includePartials(load(`templates/${key}.mjml`));
