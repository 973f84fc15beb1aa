import { untypedAnswers } from '../../scripts/lib/house/answers.mjs';
import { anchorsOf, foreignCites, pagesOf } from '../../scripts/lib/house/cites.mjs';
import { figuresOf } from '../../scripts/lib/house/figures.mjs';
import { lengthOf, quantile } from '../../scripts/lib/house/lengths.mjs';
import { decidesNotice } from '../../scripts/lib/house/notice.mjs';
import { namesRole } from '../../scripts/lib/house/roles.mjs';
import { isWritten, wideLines } from '../../scripts/lib/house/wideLines.mjs';

const wide = 'x'.repeat(121);
/** Put together here, so that this file itself cites nothing. */
const SOURCE = ['Sou', 'rce: '].join('');
const page = (name: string): string => `docs/${name}.md`;
const gone = page('gone');
const book = page('book');

describe('wide lines', () => {
  it('are those over 120 characters, counted as characters', () => {
    expect(wideLines('a.ts', `short\n${wide}\n${'’'.repeat(120)}\n`)).toEqual([2]);
  });

  it('may be rows of a table in a page, and nowhere else', () => {
    expect(wideLines(book, `| ${wide} |\n${wide}`)).toEqual([2]);
    expect(wideLines('a.ts', `| ${wide} |`)).toEqual([1]);
  });

  it('count where people write', () => {
    const files = ['src/a.ts', 'src/payload-types.ts', 'package-lock.json', 'docs/a.png'];
    expect(files.filter(isWritten)).toEqual(['src/a.ts']);
  });
});

describe('cites', () => {
  const texts = new Map([
    [book, '# Domain\n\n## Credits, and lots\n\n```\n# not a heading\n```\n## Twice\n## Twice\n'],
    [page('decisions/0014-value'), '# 14'],
    ['src/credits/README.md', ''],
  ]);
  const pages = pagesOf(texts);
  const found = (text: string, path = 'src/credits/lots.ts') => foreignCites(path, text, pages);

  it('know the anchors of headings as GitHub writes them', () => {
    expect([...anchorsOf(texts.get(book) ?? '')]).toEqual(['domain', 'credits-and-lots', 'twice', 'twice-1']);
  });

  it.each([
    `/** ${SOURCE}${book}#credits-and-lots. */`,
    `// ${SOURCE}${book}`,
    `/**\n * Pure. ${SOURCE}${book}#twice-1,\n * and decision 0014.\n */\nconst a = 1;`,
    `// See README.md, ./README.md and ${book}.`,
    `// https://example.com/its/${gone}`,
    `const shown = '${SOURCE}elsewhere';`,
  ])('are answered here: %s', (text) => {
    expect(found(text)).toEqual([]);
  });

  it.each([
    `/** ${SOURCE}the Credits chapter. */`,
    `/** ${SOURCE}${book}#debits */`,
    `/** ${SOURCE}${book}#twice, decision 0099 */`,
    `/**\n * ${SOURCE}somewhere.\n */\n// ${book} is another comment`,
    `// As ${gone} says.`,
    `// See ../${gone}.`,
    `// As the ${['fault', 'matrix'].join(' ')} has it.`,
  ])('lead out of the project: %s', (text) => {
    expect(found(text)).toHaveLength(1);
  });

  it('are told with their line', () => {
    expect(found(`\n\n// ${SOURCE}a book\n`)).toEqual([{ line: 3, what: `${SOURCE}a book` }]);
  });
});

describe('a role of staff', () => {
  it.each([
    "staffOnly(call, 'owner')",
    "const OFFICE: readonly Role[] = ['owner', 'ops'];",
    "if (req.user.role === 'consultant') stop();",
    "const is = roleOf(req) !== 'consultant';",
    "const roles = ['finance', 'consultant'];",
    "type Others = Exclude<Role, 'consultant'>;",
    'const LINKS = { owner: [], ops: [] };',
  ])('is named: %s', (text) => {
    expect(namesRole('src/a.ts', text)).toBe(true);
  });

  it.each([
    "// the 'owner' of a lock",
    "type Side = 'client' | 'consultant';",
    "const STEPS = ['consultant', 'type', 'time'];",
    "const isTheirs = step === 'consultant';",
    'const shown = <b>owner</b>;',
    'const lock = { owner: id };',
  ])('is not named: %s', (text) => {
    expect(namesRole('src/a.tsx', text)).toBe(false);
  });
});

describe('the notice', () => {
  it('is decided where its hours are counted', () => {
    expect(decidesNotice('a.ts', 'const until = startsAt - policy.noticeHours * HOUR_MS;')).toBe(true);
    expect(
      decidesNotice(
        'a.ts',
        'const hours = booking.policy?.noticeHours ?? 0; const until = at - hours * 3_600_000;',
      ),
    ).toBe(true);
    expect(decidesNotice('a.ts', 'const until = startsAt.minus({ hours: noticeHours });')).toBe(true);
  });

  it('is not decided where it is only told, or is the one before a booking', () => {
    expect(decidesNotice('a.ts', 'const words = `${policy.noticeHours} hours`;')).toBe(false);
    expect(decidesNotice('a.ts', 'const first = now + rules.minNoticeHours * HOUR_MS;')).toBe(false);
  });
});

describe('the answer of a route', () => {
  it('is untyped until a contract describes it', () => {
    const text =
      'export const GET = route(show);\nexport async function POST() {}\nexport const dynamic = 1;';
    expect(untypedAnswers('route.ts', text)).toEqual(['GET', 'POST']);
    expect(untypedAnswers('route.ts', `import { book } from '@/contract/book';\n${text}`)).toEqual([]);
  });
});

describe('the figures', () => {
  it('know lengths', () => {
    expect([lengthOf('a\nb\n'), lengthOf('a\nb')]).toEqual([2, 2]);
    expect([
      quantile([3, 1, 2], 0.5),
      quantile([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 0.9),
      quantile([], 0.5),
    ]).toEqual([2, 9, 0]);
  });

  it('say what is due now, and where it is', () => {
    const figures = figuresOf(
      new Map([
        ['src/a.ts', `${wide}\nstaffOnly(call, 'owner');\n`],
        ['src/a.spec.ts', "staffOnly(call, 'owner');\n"],
        ['src/app/api/a/route.ts', 'export const GET = 1;\n'],
      ]),
    );
    expect(figures.filter(({ isDue }) => isDue).map(({ name, value }) => [name, value])).toEqual([
      ['lines over 120 characters', 1],
      ['cites of pages that are not here', 0],
    ]);
    expect(figures.flatMap(({ where = [] }) => where)).toEqual([
      'src/a.ts:1',
      'src/a.ts',
      'src/app/api/a/route.ts:GET',
    ]);
  });
});
