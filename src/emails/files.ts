import { readFileSync } from 'node:fs';
import path from 'node:path';

// The project's folder, in every process: web, worker, tests and scripts are all started from it. The comment
// keeps the bundler from following a path it cannot know.
const folder = path.join(/* turbopackIgnore: true */ process.cwd(), 'src', 'emails');

// Read anew each time: a file that is saved while the product runs is in the next mail.
const load = (file: string): string => readFileSync(path.join(folder, file), 'utf8').trimEnd();

/** One of our own MJML partials, with `[[> other]]` filled in. */
export function partial(name: string): string {
  return includePartials(load(`partials/${name}.mjml`));
}

const includePartials = (source: string): string =>
  source.replace(/\[\[> ([a-z-]+)\]\]/g, (_, name: string) => partial(name));

/** The default body of a template, partials filled in: what staff start from. */
export const templateBody = (key: string): string => includePartials(load(`templates/${key}.mjml`));
