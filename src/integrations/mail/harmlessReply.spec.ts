import { harmlessReply } from './harmlessReply';

describe("a mail server's reply in our log", () => {
  it.each([
    [
      '550 5.1.1 <zoe@client.example>: Recipient address rejected: User unknown',
      '550 5.1.1 (address): Recipient address rejected: User unknown',
    ],
    ['554 mail for zoe@client.example is refused', '554 mail for (address) is refused'],
    [
      '554 5.7.1 spam: https://portal.example.com/reset-password/abc',
      '554 5.7.1 spam: https://portal.example.com/…',
    ],
    [`554 it holds ${'a1'.repeat(20)} which is listed`, '554 it holds … which is listed'],
    ['451-4.7.1 Greylisted\r\n451 try again in 5 minutes', '451-4.7.1 Greylisted 451 try again in 5 minutes'],
  ])('%s', (said, kept) => expect(harmlessReply(said)).toBe(kept));

  it('is not longer than somebody reads', () =>
    expect(harmlessReply(`550 ${'no '.repeat(1000)}`)).toHaveLength(300));
});
