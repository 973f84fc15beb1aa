import { type SimMeeting } from './state';

const ESCAPES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escape = (text: string): string => text.replace(/[&<>"']/g, (character) => ESCAPES[character] ?? '');

const STYLE = `
:root { color-scheme: light dark; --ink: #16202e; --soft: #5b6778;
  --page: #eef1f6; --card: #fff; --line: #d9dfe8; --act: #0b57d0 }
@media (prefers-color-scheme: dark) { :root { --ink: #eef2f8; --soft: #a3afc0;
  --page: #0f141b; --card: #19212c; --line: #2c3847; --act: #3b82f6 } }
* { box-sizing: border-box }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; padding: 1.5rem;
  background: var(--page); color: var(--ink); font: 16px/1.5 system-ui, sans-serif }
main { width: 100%; max-width: 30rem; padding: 2rem; background: var(--card);
  border: 1px solid var(--line); border-radius: 14px }
h1 { margin: .25rem 0 1rem; font-size: 1.4rem; line-height: 1.3; overflow-wrap: anywhere }
p { margin: 0 0 .75rem } small, dt { color: var(--soft) }
dl { display: grid; grid-template-columns: auto 1fr; gap: .25rem 1rem; margin: 0 0 1.5rem }
dd { margin: 0 } label { display: block; margin-bottom: .25rem }
input[name=name] { width: 100%; padding: .65rem .75rem; margin-bottom: 1rem; font: inherit; color: inherit;
  background: transparent; border: 1px solid var(--line); border-radius: 8px }
button { width: 100%; padding: .75rem; font: inherit; font-weight: 600; color: #fff;
  background: var(--act); border: 0; border-radius: 8px; cursor: pointer }
:focus-visible { outline: 3px solid var(--act); outline-offset: 2px }`;

const page = (title: string, content: string): string => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escape(title)}</title><link rel="icon" href="data:,"><style>${STYLE}</style></head>
<body><main><small>Simulated meeting</small>${content}</main></body></html>`;

function when(meeting: SimMeeting): string {
  const format = { dateStyle: 'full', timeStyle: 'short', timeZone: meeting.timezone } as const;
  return new Intl.DateTimeFormat('en-GB', format).format(new Date(meeting.startTime));
}

const facts = (meeting: SimMeeting): string => `<h1>${escape(meeting.topic)}</h1><dl>
<dt>Time</dt><dd>${escape(when(meeting))} <small>(${escape(meeting.timezone)})</small></dd>
<dt>Length</dt><dd>${meeting.duration} minutes</dd>
<dt>Meeting</dt><dd>${meeting.id}</dd></dl>`;

/** Where a join link of the demo leads. */
export const joinPage = (meeting: SimMeeting): string =>
  page(
    `Simulated meeting: ${meeting.topic}`,
    `${facts(meeting)}<form method="post"><label for="name">Your name</label>
<input id="name" name="name" autocomplete="name" maxlength="80" required><button>Join</button>
<p><label><input type="checkbox" name="host" value="yes">
I hold this meeting (signed in as its host)</label></p></form>`,
  );

const END_FOR_ALL = `<input type="hidden" name="host" value="yes">
<p><button name="end" value="yes">End the meeting for all</button></p>`;

export const joinedPage = (
  meeting: SimMeeting,
  { name, isHost }: { name: string; isHost: boolean },
): string =>
  page(
    `Joined: ${meeting.topic}`,
    `${facts(meeting)}<p role="status">You have joined as
<strong>${escape(name)}</strong>${isHost ? ', its host' : ''}. There is no
picture or sound here: this page stands in for Zoom.</p>
<form method="post" action="/j/${meeting.id}/leave"><input type="hidden" name="name" value="${escape(name)}">
${isHost ? END_FOR_ALL : ''}
<button>Leave</button></form>`,
  );

export const leftPage = (meeting: SimMeeting): string =>
  page(
    `Left: ${meeting.topic}`,
    `${facts(meeting)}<p role="status">You have left. <a href="/j/${meeting.id}">Join again</a></p>`,
  );

export const gonePage = (): string =>
  page(
    'No such meeting',
    '<h1>This meeting does not exist</h1><p>It was cancelled, or the link is not complete.</p>',
  );
