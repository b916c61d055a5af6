/** A real Chromium that opens reports from files, and what it has to say of them. */
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';

const executablePath = '/usr/bin/chromium';

/** Why these tests cannot run here; undefined: they can. */
export const missing: string | undefined = existsSync(executablePath)
  ? undefined
  : `${executablePath} is missing; apt-get install chromium`;

export interface OpenPage {
  page: Page;
  /** Errors and warnings of the console, uncaught exceptions, dialogs. */
  complaints: string[];
  /** Everything that was asked for beside the file itself. */
  requests: string[];
  close(): Promise<void>;
}

/** Pages of one test file share a browser and a folder. */
export class Pages {
  private readonly browser: Browser;
  private readonly folder: string;

  private constructor(browser: Browser, folder: string) {
    this.browser = browser;
    this.folder = folder;
  }

  static async start(): Promise<Pages> {
    const args = [
      ...['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
      ...['--disable-background-networking', '--disable-component-update', '--disable-sync'],
    ];
    const browser = await chromium.launch({ executablePath, headless: true, args });
    return new Pages(browser, await mkdtemp(path.join(tmpdir(), 'vfload-html-')));
  }

  async stop(): Promise<void> {
    await this.browser.close();
    await rm(this.folder, { recursive: true });
  }

  /** @param text - of the HTML file */
  async open(text: string, options: BrowserContextOptions = {}): Promise<OpenPage> {
    const file = path.join(this.folder, 'report.html');
    await writeFile(file, text);
    const context = await this.browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
    const page = await context.newPage();
    const complaints: string[] = [];
    const requests: string[] = [];
    page.on('console', (message) => complaints.push(`${message.type()}: ${message.text()}`));
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('dialog', (dialog) => {
      complaints.push(`dialog: ${dialog.message()}`);
      void dialog.dismiss();
    });
    const address = pathToFileURL(file).href;
    page.on('request', (request) => {
      if (request.url() !== address && !request.url().startsWith('data:')) requests.push(request.url());
    });
    await page.goto(address);
    return {
      page,
      complaints,
      requests,
      close: () => context.close(),
    };
  }
}
