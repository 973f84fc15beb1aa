import { readFileSync } from 'node:fs';
import { TEMPLATE_KEYS } from './catalog';
import { variableList } from './variableList';

describe('the list of variables', () => {
  it('tells what may be empty and what is a link', () => {
    const list = variableList('booking-confirmation-client');
    expect(list.find(({ name }) => name === 'joinUrl')).toMatchObject({ isOptional: true, isLink: true });
    expect(list.find(({ name }) => name === 'consultationUrl')).toMatchObject({
      isOptional: false,
      isLink: true,
    });
    expect(list.find(({ name }) => name === 'topic')).toMatchObject({ isOptional: true, isLink: false });
    expect(list.find(({ name }) => name === 'companyName')).toMatchObject({
      meaning: 'Name of the company',
      isLink: false,
    });
  });

  it.each(TEMPLATE_KEYS)('of %s is what the README says', (key) => {
    // An item of the list goes on over indented lines.
    const items = readFileSync('src/emails/README.md', 'utf8')
      .replaceAll(/\n {2,}/g, ' ')
      .split('\n');
    const item = items.find((line) => line.startsWith(`- \`${key}\`:`)) ?? '';
    const cell = /variables: ([^;]*)/.exec(item)?.[1] ?? '';
    const own = variableList(key).filter(
      ({ name }) => !['companyName', 'supportEmail', 'portalUrl'].includes(name),
    );
    const groups: Record<string, string[]> = {
      SESSION: [
        'recipientName',
        'otherPartyName',
        'sessionName',
        'startsAtLocal',
        'timezoneName',
        'consultationUrl',
      ],
      BOOKING: ['durationMinutes', 'mode', 'joinUrl?', 'location?', 'topic?'],
      CALENDAR: ['googleCalendarUrl', 'outlookCalendarUrl'],
    };
    const written = cell
      .trim()
      .split(/,\s*/)
      .flatMap((word) => groups[word] ?? [word.replaceAll('`', '')]);
    expect(written.sort()).toEqual(
      own.map(({ name, isOptional }) => (isOptional ? `${name}?` : name)).sort(),
    );
  });
});
