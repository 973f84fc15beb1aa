import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  type Page,
} from 'playwright-core';
import { CHROMIUM_FLAGS, findChromium, NO_CHROMIUM } from '../../../scripts/lib/chromium.mjs';

export interface Visitor {
  page: Page;
  context: BrowserContext;
  /** Complaints that fit are part of the story, e.g. the 401 of a wrong password. */
  expects(complaint: RegExp): void;
}

export interface Stage {
  visitor(options?: BrowserContextOptions): Promise<Visitor>;
  /**
   * Wraps the body of a test: when it fails, what each page showed is kept in .data/e2e; when a page has
   * complained (console, security policy, script error, request to elsewhere), it fails.
   */
  scene(body: () => Promise<void>): () => Promise<void>;
  close(): Promise<void>;
}

/** For what must come: other files are at work beside this one. */
const PATIENCE_MS = 60_000;
const KEPT = resolve('.data', 'e2e');
const LOOPBACK = new Set(['127.0.0.1', 'localhost']);

/** The one that `npm test` has started for all files, named by BROWSER_ENDPOINT; else one of this file's own. */
async function openBrowser(): Promise<Browser> {
  const endpoint = process.env.BROWSER_ENDPOINT;
  if (endpoint) return chromium.connect(endpoint);
  const program = await findChromium({ log: console.log });
  if (!program) throw new Error(NO_CHROMIUM);
  return chromium.launch({ executablePath: program, args: CHROMIUM_FLAGS });
}

/** Runs in each page: its clock is so much ahead of the machine's, as the product's is. */
function liveAhead(ahead: number): void {
  globalThis.Date = new Proxy(Date, {
    construct: (machine, given, made) =>
      Reflect.construct(machine, given.length > 0 ? given : [machine.now() + ahead], made) as Date,
    get: (machine, name, self) =>
      name === 'now' ? () => machine.now() + ahead : (Reflect.get(machine, name, self) as unknown),
  });
}

/**
 * A browser that can reach nothing but this machine.
 * @param aheadMs how far the product's clock is ahead when a visitor comes
 */
export async function openStage(aheadMs: () => Promise<number> = async () => 0): Promise<Stage> {
  const browser = await openBrowser();
  const complaints = new Set<string>();
  const expected: RegExp[] = [];

  const watch = (page: Page): void => {
    page.setDefaultTimeout(PATIENCE_MS);
    const complain = (text: string): void => void complaints.add(`${text}\n    on ${page.url()}`);
    page.on('console', (line) => {
      if (line.type() === 'error') complain(`console: ${line.text()} (${line.location().url})`);
    });
    page.on('pageerror', (error) => complain(`script: ${error.stack ?? error.message}`));
    page.on('request', (request) => {
      const url = new URL(request.url());
      if (/^(https?|wss?):$/.test(url.protocol) && !LOOPBACK.has(url.hostname))
        complain(`request to ${url.host}`);
    });
  };

  const keep = async (name: string): Promise<void> => {
    await mkdir(KEPT, { recursive: true });
    const pages = browser.contexts().flatMap((context) => context.pages());
    for (const [at, page] of pages.entries()) {
      const file = join(KEPT, `${name}-${at + 1}`);
      await page.screenshot({ path: `${file}.png`, fullPage: true, timeout: 5000 }).catch(console.warn);
      await writeFile(`${file}.html`, `<!-- ${page.url()} -->\n${await page.content().catch(String)}`);
    }
  };

  return {
    async visitor(options = {}) {
      const context = await browser.newContext({
        timezoneId: 'America/New_York',
        locale: 'en-US',
        reducedMotion: 'reduce',
        ...options,
      });
      const ahead = await aheadMs();
      if (ahead > 0) await context.addInitScript(liveAhead, ahead);
      context.on('page', watch);
      const page = await context.newPage();
      return { page, context, expects: (complaint) => void expected.push(complaint) };
    },
    scene: (body) => async () => {
      complaints.clear();
      expected.length = 0;
      try {
        await body();
        expect([...complaints].filter((text) => !expected.some((pattern) => pattern.test(text)))).toEqual([]);
      } catch (error) {
        const { currentTestName = 'test' } = expect.getState();
        await keep(currentTestName.replaceAll(/[^\p{L}\d]+/gu, '-').slice(-80));
        throw error;
      }
    },
    close: () => browser.close(),
  };
}
