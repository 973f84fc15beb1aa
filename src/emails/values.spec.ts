import fc from '../../tests/support/properties';
import { cleanName, cleanText, escapeHtml, isWebLink, oneLine, shorten, showsName, withUnit } from './values';

describe('text that somebody else wrote', () => {
  it('loses characters that reorder or hide what follows', () => {
    expect(cleanText('invoice\u202Efdp.exe\u0000\u2066x\u2069')).toBe('invoicefdp.exex');
  });

  it('keeps right-to-left script', () => {
    expect(cleanText('שלום עולם')).toBe('שלום עולם');
  });

  it('has one kind of line break', () => {
    expect(cleanText('a\r\nb\rc\u2028d')).toBe('a\nb\nc\nd');
  });

  it('is one line in a header, whatever it holds', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (value) => {
        expect(oneLine(value)).not.toMatch(/[\r\n\u2028\u2029]/);
      }),
    );
    expect(oneLine('Hello\r\nBcc: everybody@example.com')).toBe('Hello Bcc: everybody@example.com');
  });

  it('is shortened without cutting a character in two', () => {
    expect(shorten('ab😀d', 4)).toBe('ab…');
    expect(cleanText('x'.repeat(1_000_000))).toHaveLength(600);
  });

  it('never becomes markup', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (value) => {
        expect(escapeHtml(value)).not.toMatch(/[<>"']/);
      }),
    );
  });
});

describe('a name', () => {
  it('is not turned into a link by a mail program', () => {
    expect(cleanName('Win at http://evil.example/now')).not.toMatch(/evil\.example|http:\/\//);
  });

  it('reads the same as before', () => {
    expect(cleanName('Dr. J.R. O’Neill & Co.').replaceAll('\u2060', '')).toBe('Dr. J.R. O’Neill & Co.');
    expect(cleanName('Zoë Müller')).toBe('Zoë Müller');
  });
});

describe('a number with its unit', () => {
  it.each([
    ['0', '0 credits'],
    ['1', '1 credit'],
    ['12', '12 credits'],
    ['3 credits', '3 credits'],
  ])('shows %s as %s', (given, shown) => {
    expect(withUnit(given, 'credit')).toBe(shown);
  });
});

describe('a link', () => {
  it.each(['https://portal.example/a?b=c&d=%20#e', 'http://127.0.0.1:3000/x', 'HTTPS://EXAMPLE.COM'])(
    'may be %s',
    (link) => {
      expect(isWebLink(link)).toBe(true);
    },
  );

  it.each([
    'javascript:alert(1)',
    ' javascript:alert(1)',
    'java\nscript:alert(1)',
    'data:text/html,x',
    '//evil.example',
    '/relative',
    'https://a b',
    'https://',
    'https://a/"onclick="x',
    '',
    `https://a/${'x'.repeat(2000)}`,
  ])('may not be %j', (link) => {
    expect(isWebLink(link)).toBe(false);
  });
});

describe('a name', () => {
  it.each(['Zoë', '李', 'O', '-', '7', '\u202eZoë', '👋'])('shows something: %j', (name) =>
    expect(showsName(name)).toBe(true),
  );
  it.each(['', ' ', '\u202e\u202e', '\u200b', '\u2060', '\u3164', '\u00a0\u00ad', '\ufeff', '\u0007'])(
    'shows nothing: %j',
    (name) => expect(showsName(name)).toBe(false),
  );
});
