/** What somebody may write where a name, a note or a topic is asked for. Each with a word by which to find it again. */
export const HOSTILE = {
  html: '<script>alert(1)</script><img src=x onerror=alert(2)>"onmouseover="alert(3)',
  closing: '</td></tr></table></td></tr></table><iframe src="https://evil.example/">--><!--',
  mjml: '</mj-text><mj-raw><script>x</script></mj-raw><mj-include path="/etc/passwd" />',
  headers: 'Hi\r\nBcc: everybody@evil.example\r\nSubject: Mine\r\n\r\nA body of its own',
  calendar:
    'Hi\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nATTENDEE:mailto:everybody@evil.example\r\nMETHOD:CANCEL;,\\n',
  template: '{{recipientName}}{{#if joinUrl}}{{{x}}}{{/if}}{{$companyAddress}}[[> footer]]$& $1',
  marks: '\u202Egnp.exe\u2066 \u05E9\u05DC\u05D5\u05DD \u2069\u200F evil',
  control: 'a\u0000b\u0007c\u001B[31m\u2028\u2029\uFEFF',
  megabyte: `x${'y'.repeat(1_000_000)}`,
} as const;

export const HOSTILE_KINDS = Object.keys(HOSTILE) as (keyof typeof HOSTILE)[];

/** Every element of a page with its attributes, but for what only repeats a value. Values that are inert add none. */
export const elementsOf = (html: string): string[] =>
  (html.match(/<[a-z!/][^>]*>/gi) ?? [])
    .filter((tag) => !/^<br/i.test(tag))
    .map((tag) => tag.replace(/ (aria-label|href)="[^"]*"/g, ' $1'));

/** Characters that reorder what is read, or steer a terminal or a parser. */
export const STEERING = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069]/;
