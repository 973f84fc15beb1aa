import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { TEMPLATE_KEYS } from '@/emails/catalog';
import { SCHEDULE } from '@/jobs/schedule';
import { messageQueue } from '@/notifications/message';
import { ERROR_STATUS } from '@/platform/errors';
import { inboxQueue } from '@/platform/inbox';
import { outboxQueue } from '@/platform/outbox';
import { anchorsOf } from '../../scripts/lib/house/cites.mjs';

const textOf = (path: string): string => readFileSync(path, 'utf8');
const some = (...patterns: string[]): string[] => patterns.flatMap((pattern) => globSync(pattern)).sort();
const matches = (text: string, pattern: RegExp): string[] =>
  [...text.matchAll(pattern)].map((match) => match[1] ?? '');

const PAGES = some(
  '{README,CONTRIBUTING}.md',
  '{docs,src}/**/*.md',
  'simulators/*/*.md',
  '{tests,scripts,bench}/*.md',
);
const SOURCES = some('src/**/*.{ts,tsx}', 'tests/**/*.ts', 'scripts/**/*.{ts,mjs}').filter(
  (path) => !/house|docs\.spec/.test(path),
);
const DOMAIN = textOf('docs/domain.md');
const HTTP = textOf('docs/http.md');

const isAnchor = (page: string, anchor: string | undefined): boolean =>
  existsSync(page) && (!anchor || anchorsOf(textOf(page)).has(anchor));

describe('a source that is named in the code', () => {
  it('is a heading of a page here', () => {
    const cites = SOURCES.flatMap((path) =>
      [...textOf(path).matchAll(/\bSource: ([^*\n]*(?:\n \* docs\/\S+)?)/g)].map(([, cite = '']) => ({
        path,
        cite,
      })),
    );
    expect(cites.length).toBeGreaterThan(10);
    const wrong = cites.filter(({ cite }) => {
      const named = [...cite.matchAll(/docs\/[\w./-]+\.md(?:#([\w-]+))?/g)];
      return named.length === 0 || !named.every(([at, anchor]) => isAnchor(at.split('#')[0] ?? '', anchor));
    });
    expect(wrong).toEqual([]);
  });
});

describe.each(PAGES)('%s', (page) => {
  const text = textOf(page);

  it('leads to what is there', () => {
    const links = matches(text, /\]\(([^)\s]+)\)/g).filter((link) => !/^(https?:|mailto:)/.test(link));
    const broken = links.filter((link) => {
      const [file = '', anchor] = link.split('#');
      return !isAnchor(file ? normalize(join(dirname(page), file)) : page, anchor);
    });
    expect(broken).toEqual([]);
  });

  it('names files that are there', () => {
    const named = matches(text, /`((?:src|tests|scripts|simulators|docs|bench)\/[\w./()-]+)`/g);
    expect(named.filter((path) => !existsSync(path))).toEqual([]);
  });

  it('names commands that exist', () => {
    const { scripts } = JSON.parse(textOf('package.json')) as { scripts: Record<string, string> };
    expect(matches(text, /npm run ([a-z][\w:-]*)/g).filter((name) => !scripts[name])).toEqual([]);
  });

  it('has no line over 120 characters', () => {
    expect(text.split('\n').filter((line) => line.length > 120 && !line.includes('!['))).toEqual([]);
  });
});

/** A number of the code, by the words around it there. */
const numberIn = (path: string, pattern: RegExp): number => {
  const found = pattern.exec(textOf(path))?.[1];
  if (!found) throw new Error(`${path} no longer holds ${String(pattern)}`);
  return Number(found.replaceAll('_', ''));
};
const setting = (name: string) =>
  numberIn('src/collections/Settings.ts', new RegExp(`'${name}'[\\s\\S]*?defaultValue: ([\\d_]+)`));

describe('a number that a page repeats', () => {
  it.each<[string, string, number]>([
    [
      'the grace',
      "get[s]? (\\d+) days' grace|(\\d+) days' grace",
      numberIn('src/credits/settlement.ts', /GRACE_DAYS = (\d+)/),
    ],
    [
      'the time to correct',
      'within (\\d+) h of the first',
      numberIn('src/consultations/status.ts', /CORRECTION_HOURS = (\d+)/),
    ],
    [
      'completion by the clock',
      '(\\d+) min after the end',
      numberIn('src/consultations/sessionClock.ts', /GRACE_MS = (\d+) \*/),
    ],
    ['the low balance', 'to (\\d+) or fewer', setting('lowBalance\\w*')],
    ['the fee', 'rate is (\\d+) %', setting('fee\\w*') / 100],
    ['the notice', '\\((\\d+) h by default\\) \\|', setting('\\w*[nN]otice\\w*')],
    ['what ops assign', 'up to (\\d+) credits a\\s+day', setting('ops\\w*')],
    ['the trial', 'credit for (\\d+) days', setting('trialDays')],
    [
      'the minimum notice',
      'minimum notice \\((\\d+) h',
      numberIn('src/collections/ConsultationTypes.ts', /defaultValue: (\d+)[^}]*Minimum notice/),
    ],
    [
      'the horizon',
      'horizon \\((\\d+) days',
      numberIn('src/collections/Consultants.ts', /defaultValue: (\d+), required: true, access/),
    ],
    [
      'a payment left open',
      'open longer than (\\d+)\\s+minutes',
      numberIn('src/payments/reconcile.ts', /OPEN_FOR_MS = (\d+)/),
    ],
    [
      'the first warning',
      'expiry:\\*\\* (\\d+) days',
      numberIn('src/credits/warnExpiry.ts', /WEEK = (\d+) \*/),
    ],
    [
      'the day reminder',
      'latest (\\d+) h 45',
      numberIn('src/consultations/remind.ts', /promisedMs: (\d+) \* HOUR_MS \+ 45/),
    ],
  ])('%s is the one of the code', (_what, words, value) => {
    const found = new RegExp(words).exec(DOMAIN)?.slice(1).find(Boolean);
    expect(Number(found)).toBe(value);
  });

  it('tells invoices as they are numbered', () => {
    expect(textOf('src/payments/invoiceNumber.ts')).toContain('IS-${year}-');
    expect(DOMAIN).toMatch(/`IS-\d{4}-\d{6}`/);
  });

  it('tells leases as they are', () => {
    const [, rows, mails] = /for (\d+) s \(messages:\s+(\d+) s\)/.exec(textOf('docs/architecture.md')) ?? [];
    expect([rows, rows, mails].map((seconds) => Number(seconds) * 1000)).toEqual([
      inboxQueue.leaseMs,
      outboxQueue.leaseMs,
      messageQueue.leaseMs,
    ]);
  });
});

describe('a table that a page repeats', () => {
  it('holds every job with its schedule', () => {
    const rows = [...DOMAIN.matchAll(/^\| `([\w-]+)` \| `([^`]+)` \|/gm)].map(([, name, every]) => [
      name,
      every,
    ]);
    expect(rows).toEqual(SCHEDULE.map(({ name, every }) => [name, every]));
  });

  it('holds every template', () => {
    const section = DOMAIN.split('## Messages')[1]?.split('## Jobs')[0] ?? '';
    expect(matches(section, /^\| `([\w-]+)` \|/gm).sort()).toEqual([...TEMPLATE_KEYS].sort());
  });

  it('holds every error with its status', () => {
    const rows = [...HTTP.matchAll(/^\| `([A-Z_]+)` \| (\d+) \|/gm)].map(([, code, status]) => [
      code,
      Number(status),
    ]);
    expect(Object.fromEntries(rows)).toEqual(ERROR_STATUS);
  });

  it('holds every route, and no other', () => {
    const told = [...HTTP.matchAll(/`(GET|POST) (\/(?:api|health)[^`]*)`/g)].map(
      ([, verb, path]) => `${verb} ${path}`,
    );
    const there = some('src/app/api/**/route.ts', 'src/app/health/route.ts').flatMap((file) => {
      const path = dirname(file)
        .replace('src/app', '')
        .replace(/\[(\w+)\]/g, ':$1');
      return matches(textOf(file), /export (?:const|async function|function) (GET|POST)\b/g).map(
        (verb) => `${verb} ${path}`,
      );
    });
    expect([...new Set(told)].sort()).toEqual(there.sort());
  });

  it('holds every hook', () => {
    const told = textOf('src/hooks/README.md');
    const hooks = some('src/hooks/*/*.ts').map((file) => /(\w+)(?:\.spec)?\.ts$/.exec(file)?.[1] ?? '');
    expect([...new Set(hooks)].filter((hook) => !told.includes(`\`${hook}\``))).toEqual([]);
  });

  it('holds the reason of every override', () => {
    const { overrides } = JSON.parse(textOf('package.json')) as { overrides: Record<string, string> };
    const told = textOf('docs/dependencies.md');
    expect(Object.keys(overrides).filter((name) => !told.includes(`| \`${name}\` |`))).toEqual([]);
  });

  it('holds each case with a test that is there and tells it', () => {
    const rows = [...textOf('docs/faults.md').matchAll(/^\| (\d+) \| [^|]+ \| ([^|]+) \|/gm)];
    expect(rows.length).toBeGreaterThan(38);
    expect(rows.map(([, number]) => Number(number))).toEqual(rows.map((_, index) => index + 1));
    const told = rows.flatMap(([, , by = '']) => matches(by, /`([^`]+)`/g));
    expect(told.filter((file) => !existsSync(file))).toEqual([]);
  });
});
