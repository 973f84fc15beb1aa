import { type People, roleOf } from './roleOf';

const people: People = {
  host: 'amelia@office.example',
  hasOwnHost: true,
  consultant: { name: 'Amelia Hart', emails: ['amelia.hart@mail.example'] },
  client: { name: 'Noor Aziz', email: 'noor@client.example' },
};
const shared: People = { ...people, host: 'meetings@office.example', hasOwnHost: false };
const guest = (name: string, email: string | null = null) => ({ name, email });

describe('in which part somebody is there', () => {
  it.each([
    ['the host', people, { ...guest('Room 4'), isHost: true }, 'consultant'],
    ["the host's address", people, guest('A.', 'Amelia@Office.example'), 'consultant'],
    ["the consultant's own address", shared, guest('A.', 'amelia.hart@mail.example'), 'consultant'],
    ["the client's address", shared, guest('Phone', 'noor@client.example'), 'client'],
    ["anybody else, with the consultant's own host", people, guest("Noor's colleague"), 'client'],
    [
      "the consultant's name alone, where the host should be signed in",
      people,
      guest('amelia  hart'),
      'unknown',
    ],
    ["the consultant's name under a shared host", shared, guest(' Amelia Hart'), 'consultant'],
    ["the client's name under a shared host", shared, guest('noor aziz'), 'client'],
    ['anybody else under a shared host', shared, guest('Phone'), 'unknown'],
  ] as const)('%s', (_who, whose, who, role) => {
    expect(roleOf(who, whose)).toBe(role);
  });
});
