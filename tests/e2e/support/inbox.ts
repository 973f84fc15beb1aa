import { type Demo } from './demo';
import { until } from './until';

/** A mail as the demo's inbox shows it. */
export interface Mail {
  id: string;
  subject: string;
  html: string;
  text: string;
  to: { address: string }[];
}

const ask = async (url: string): Promise<Response> => {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url} answered ${response.status}`);
  return response;
};

/** All mails to one address, oldest first. */
export async function mailsTo(demo: Demo, address: string): Promise<Mail[]> {
  const all = (await (await ask(`${demo.urls.inbox}/email`)).json()) as Mail[];
  return all.filter(({ to }) => to.some((recipient) => recipient.address === address));
}

/** Waits for a mail whose subject fits. */
export const mail = (demo: Demo, address: string, subject: RegExp): Promise<Mail> =>
  until(`mail to ${address} with ${String(subject)}`, async () =>
    (await mailsTo(demo, address)).findLast((one) => subject.test(one.subject)),
  );

/** The calendar parts of a mail, as text with its folded lines joined. */
export async function calendarOf(demo: Demo, { id }: Mail): Promise<string> {
  const source = await (await ask(`${demo.urls.inbox}/email/${id}/source`)).text();
  const { default: PostalMime } = await import('postal-mime');
  const { attachments } = await PostalMime.parse(source);
  const part = attachments.find(({ mimeType }) => mimeType === 'text/calendar');
  if (!part) throw new Error('The mail has no calendar part.');
  const text = typeof part.content === 'string' ? part.content : new TextDecoder().decode(part.content);
  return text.replaceAll(/\r?\n[ \t]/g, '');
}

/** The first link in a mail whose address fits. */
export function linkIn({ html }: Mail, address: RegExp): string {
  const links = [...html.matchAll(/href="([^"]+)"/g)].map(([, href = '']) => href.replaceAll('&amp;', '&'));
  const found = links.find((href) => address.test(href));
  if (!found) throw new Error(`No link in the mail fits ${String(address)}: ${links.join(' ')}`);
  return found;
}
