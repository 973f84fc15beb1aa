import { calendarFile, type CalendarEvent, feedFile } from './eventFile';

interface Line {
  name: string;
  parameters: string;
  value: string;
}

const event = (over: Partial<CalendarEvent> = {}): CalendarEvent => ({
  consultationId: '66f0a1b2c3d4e5f601234567',
  uidDomain: 'portal.example.com',
  version: 3,
  method: 'REQUEST',
  startsAt: new Date('2027-03-04T15:00:00Z'),
  endsAt: new Date('2027-03-04T16:00:00Z'),
  timezone: 'Europe/Berlin',
  summary: 'Strategy session with Amara Cole',
  description: 'Join by the link.\nBring your questions.',
  location: 'Online, by Zoom',
  joinUrl: 'https://zoom.example/j/812?pwd=a,b;c',
  organizer: { name: 'Insight Serenity', address: 'no-reply@portal.example.com' },
  attendee: { name: 'Noor Haddad', address: 'noor@client.example' },
  cancelled: false,
  stamp: new Date('2027-02-01T09:30:15.789Z'),
  ...over,
});

/** Unfolds and splits a file as a calendar does. */
function parse(file: string): Line[] {
  expect(file.replace(/\r\n/g, '')).not.toMatch(/[\r\n]/);
  return file
    .replace(/\r\n[ \t]/g, '')
    .split('\r\n')
    .filter(Boolean)
    .map((line) => {
      const match = /^([A-Z-]+)((?:;[A-Z-]+=(?:"[^"]*"|[^;:"]*))*):(.*)$/su.exec(line);
      if (!match) throw new Error(`Not an iCalendar line: ${line}`);
      return { name: match[1] ?? '', parameters: match[2] ?? '', value: match[3] ?? '' };
    });
}

const unescape = (text: string): string =>
  text.replace(/\\([\\;,nN])/g, (_all, c: string) => (/n/i.test(c) ? '\n' : c));
const linesOf = (over: Partial<CalendarEvent> = {}) => parse(calendarFile(event(over)));
const value = (lines: Line[], name: string): string | undefined =>
  lines.find((line) => line.name === name)?.value;

describe('the calendar file of a session', () => {
  it('invites: one UID for life, the version as sequence, times in UTC', () => {
    const lines = linesOf();
    const facts = [
      'METHOD',
      'UID',
      'SEQUENCE',
      'STATUS',
      'DTSTAMP',
      'DTSTART',
      'DTEND',
      'SUMMARY',
      'X-WR-TIMEZONE',
    ];
    expect(Object.fromEntries(facts.map((name) => [name, value(lines, name)]))).toEqual({
      METHOD: 'REQUEST',
      UID: '66f0a1b2c3d4e5f601234567@portal.example.com',
      SEQUENCE: '3',
      STATUS: 'CONFIRMED',
      DTSTAMP: '20270201T093015Z',
      DTSTART: '20270304T150000Z',
      DTEND: '20270304T160000Z',
      SUMMARY: 'Strategy session with Amara Cole',
      'X-WR-TIMEZONE': 'Europe/Berlin',
    });
    expect(unescape(value(lines, 'DESCRIPTION') ?? '')).toBe('Join by the link.\nBring your questions.');
  });

  it('says what belongs to the calendar before its events, as does a feed', () => {
    const feed = feedFile({
      name: 'Sessions',
      timezone: 'Europe/Berlin',
      events: [event({ method: 'PUBLISH' })],
    });
    for (const lines of [linesOf(), parse(feed)]) {
      const names = lines.map(({ name, value: what }) => (name === 'BEGIN' ? `${name}:${what}` : name));
      expect(names.filter((name) => name === 'X-WR-TIMEZONE')).toHaveLength(1);
      expect(names.indexOf('X-WR-TIMEZONE')).toBeLessThan(names.indexOf('BEGIN:VEVENT'));
      expect(lines.slice(-2).map(({ name, value: what }) => `${name}:${what}`)).toEqual([
        'END:VEVENT',
        'END:VCALENDAR',
      ]);
    }
  });

  it('names organizer and attendee, and asks for no answer, which nobody would read', () => {
    const lines = linesOf();
    expect(lines.find(({ name }) => name === 'ORGANIZER')).toMatchObject({
      parameters: ';CN="Insight Serenity"',
      value: expect.stringMatching(/^mailto:no-reply@portal\.example\.com$/i),
    });
    expect(lines.find(({ name }) => name === 'ATTENDEE')).toMatchObject({
      parameters: expect.stringMatching(/PARTSTAT=NEEDS-ACTION;RSVP=FALSE;CN="Noor Haddad"/),
      value: expect.stringMatching(/^mailto:noor@client\.example$/i),
    });
  });

  it('reminds 15 minutes before', () => {
    const lines = linesOf();
    expect(value(lines, 'TRIGGER')).toBe('-PT15M');
    expect(value(lines, 'ACTION')).toBe('DISPLAY');
  });

  it('gives the join link in a form every calendar can open', () => {
    expect(value(linesOf(), 'URL')).toBe('https://zoom.example/j/812?pwd=a%2Cb%3Bc');
  });

  it.each(['javascript:alert(1)', 'not a link', undefined])('gives no link for %p', (joinUrl) => {
    expect(value(linesOf({ joinUrl }), 'URL')).toBeUndefined();
  });

  it('cancels the same event with a higher sequence, and reminds no more', () => {
    const lines = linesOf({ method: 'CANCEL', cancelled: true, version: 4 });
    expect(value(lines, 'METHOD')).toBe('CANCEL');
    expect(value(lines, 'STATUS')).toBe('CANCELLED');
    expect(value(lines, 'SEQUENCE')).toBe('4');
    expect(value(lines, 'UID')).toBe(value(linesOf(), 'UID'));
    expect(value(lines, 'TRIGGER')).toBeUndefined();
    expect(lines.find(({ name }) => name === 'ATTENDEE')?.parameters).toContain('RSVP=FALSE');
  });

  it('asks nobody when it is only published', () => {
    const lines = linesOf({ method: 'PUBLISH' });
    expect(value(lines, 'METHOD')).toBe('PUBLISH');
    expect(lines.some(({ name }) => name === 'ATTENDEE')).toBe(false);
  });

  it.each(['REQUEST', 'CANCEL', 'PUBLISH'] as const)('ends its last line as every other: %s', (method) => {
    expect(calendarFile(event({ method }))).toMatch(/[^\r\n]\r\n$/);
    const feed = feedFile({ name: 'Sessions', timezone: 'UTC', events: [] });
    expect(feed).toMatch(/END:VCALENDAR\r\n$/);
  });

  it.each([
    ['Noor "the Fox" ^Haddad^', "Noor ^'the Fox^' ^^Haddad^^"],
    ["^n ^^ ^'", "^^n ^^^^ ^^'"],
    ['back\\slash', 'back/slash'],
  ])('writes the name %s so that a calendar reads it back', (name, written) => {
    const [organizer, attendee] = ['ORGANIZER', 'ATTENDEE'].map((which) =>
      linesOf({
        organizer: { name, address: 'a@b.example' },
        attendee: { name, address: 'a@b.example' },
      }).find((line) => line.name === which),
    );
    for (const line of [organizer, attendee]) expect(line?.parameters).toContain(`CN="${written}"`);
  });

  it('is the same, byte for byte, for the same input', () => {
    expect(calendarFile(event())).toBe(calendarFile(event()));
  });
});

describe('hostile text in a calendar file', () => {
  const plain = linesOf().map(({ name }) => name);

  it.each([
    ['line breaks', 'a\r\nATTENDEE:mailto:thief@evil.example\r\nb'],
    ['a lone carriage return', 'a\rEND:VEVENT\rb'],
    ['a line separator', 'a\u2028END:VEVENT\u2029b'],
    ['the end of the event', 'END:VEVENT\nEND:VCALENDAR'],
    ['separators', 'a,b;c:d\\e\\n'],
    ['quotation marks', 'He said "hi";CN="x":mailto:thief@evil.example'],
    ['control characters', 'a\u0000b\u0007c\u001bd'],
    ['HTML', '<script>alert(1)</script>'],
  ])('adds no line: %s', (_name, text) => {
    const person = { name: text, address: 'noor@client.example' };
    const lines = linesOf({
      summary: text,
      description: text,
      location: text,
      organizer: person,
      attendee: person,
    });
    expect(lines.map(({ name }) => name)).toEqual(plain);
    expect(lines.filter(({ name }) => name === 'ATTENDEE').map((line) => line.value.toLowerCase())).toEqual([
      'mailto:noor@client.example',
    ]);
    expect(lines.map((line) => line.value).join('')).not.toMatch(/\p{Cc}/u);
  });

  it('keeps separators as they were written', () => {
    const text = 'Plan A, or B; see C:\\plans "now"';
    const lines = linesOf({ summary: text, description: text, location: text });
    for (const name of ['SUMMARY', 'DESCRIPTION', 'LOCATION'])
      expect(unescape(value(lines, name) ?? '')).toBe(text);
  });

  it('keeps right-to-left letters and marks, and drops overrides that would turn the line', () => {
    const lines = linesOf({ summary: 'שלום\u200F \u202Egnp.exe\u2067 x' });
    expect(value(lines, 'SUMMARY')).toBe('שלום\u200F gnp.exe x');
  });

  it('folds long lines at 75 bytes without cutting a letter, and shortens what is endless', () => {
    const text = '🙂é'.repeat(500_000);
    const file = calendarFile(event({ summary: text, description: text, location: text }));
    for (const line of file.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
    expect(file).not.toContain('\uFFFD');
    const lines = parse(file);
    expect(Array.from(value(lines, 'SUMMARY') ?? '')).toHaveLength(200);
    expect(Array.from(value(lines, 'DESCRIPTION') ?? '')).toHaveLength(4000);
    expect(value(lines, 'SUMMARY')).not.toMatch(/\p{Cs}/u);
  });

  it('takes line breaks and lists out of addresses and ids', () => {
    const lines = linesOf({
      consultationId: 'abc\r\nX-EVIL:1',
      attendee: { name: '', address: 'noor@client.example\r\nX-EVIL:1' },
    });
    expect(lines.map(({ name }) => name)).toEqual(plain);
    expect(value(lines, 'UID')).toBe('abcX-EVIL1@portal.example.com');
  });
});
