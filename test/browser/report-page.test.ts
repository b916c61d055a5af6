import { createRequire } from 'node:module';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pageAssets } from '../../lib/report/html/assets.ts';
import { htmlReport } from '../../lib/report/html/page.ts';
import type { Journal } from '../../lib/result/journal.ts';
import { hostileStudy, inputOf, plainStudy, wideStudy } from '../report/html/html-fixture.ts';
import { missing, type OpenPage, Pages } from './browser.ts';

const axePath = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const phone = { width: 375, height: 800 };
const desktop = { width: 1280, height: 900 };

interface AxeResult {
  violations: { id: string; nodes: { html: string; failureSummary: string }[] }[];
}

/** Scripts for the page as texts: they are run there, where there is a document. */
const runAxe = `axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'best-practice'] })`;

/** How many pixels of the first chart's canvas are coloured, and in which colour most. */
function coloured(id: string): string {
  return `(() => {
    const canvas = document.querySelector('#chart-${id} canvas');
    const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
    let count = 0;
    for (let at = 0; at < data.length; at += 4) {
      const [red, green, blue, alpha] = data.subarray(at, at + 4);
      if (alpha > 200 && Math.max(red, green, blue) - Math.min(red, green, blue) > 60) count += 1;
    }
    return count;
  })()`;
}

describe.skipIf(missing !== undefined)(
  `an HTML report${missing === undefined ? '' : ` (skipped: ${missing})`}`,
  () => {
    let pages: Pages;
    let opened: OpenPage[] = [];

    beforeAll(async () => {
      pages = await Pages.start();
      return async () => {
        await Promise.all(opened.map((each) => each.close()));
        await pages.stop();
      };
    });

    afterAll(() => {
      opened = [];
    });

    async function open(journal: Journal, options?: BrowserContextOptions): Promise<OpenPage> {
      const page = await pages.open(htmlReport(inputOf(journal), pageAssets()), options);
      opened.push(page);
      return page;
    }

    const evaluate = async <Value>(page: Page, script: string): Promise<Value> => await page.evaluate(script);

    test.each([
      ['two configurations', plainStudy],
      ['nine configurations', wideStudy],
      ['hostile names', hostileStudy],
    ])('of %s complains of nothing and asks nobody', async (_name, study) => {
      const { page, complaints, requests } = await open(study());
      await page.getByRole('button', { name: 'Next' }).click();
      expect({ complaints, requests }).toEqual({ complaints: [], requests: [] });
    });

    test('shows hostile names as they are, and nothing else of them', async () => {
      const { page } = await open(hostileStudy());
      const hostile = `</script><img src=x onerror="alert('x')">&amp;'"<!--`;
      expect(await page.locator('img').count()).toBe(0);
      expect(await page.locator('#throughput .group').first().innerText()).toBe(`run ${hostile}`);
      expect(await page.locator('#view option').first().textContent()).toContain(`run ${hostile}`);
      expect(await page.locator('#chart-latency .u-legend').innerText()).toContain(`none ${hostile}`);
      await page.locator('#chart-latency summary').click();
      expect(await page.locator('#chart-latency .plain').innerText()).toContain(`auto ${hostile}`);
    });

    test('draws its charts, and others for another run', async () => {
      const { page } = await open(plainStudy());
      for (const id of ['latency', 'order']) {
        expect(await evaluate(page, coloured(id)), id).toBeGreaterThan(50);
      }
      await page.locator('#chart-order summary').click();
      const before = await page.locator('#chart-order .plain').innerText();
      expect(before).toContain('195 MiB/s');
      await page.getByLabel('Run', { exact: true }).selectOption('randwrite-psync');
      const after = await page.locator('#chart-order .plain').innerText();
      expect(after).toContain('53.7 MiB/s');
      expect(after).not.toContain('195 MiB/s');
      expect(await evaluate(page, coloured('order'))).toBeGreaterThan(50);
    });

    test.each([
      ['a phone', phone, 'light'],
      ['a phone', phone, 'dark'],
      ['a desktop', desktop, 'light'],
      ['a desktop', desktop, 'dark'],
    ] as const)(
      'fits %s of %o in %s colours, and axe finds nothing',
      async (_name, viewport, colorScheme) => {
        const { page } = await open(wideStudy(), { viewport, colorScheme });
        expect(await evaluate(page, 'document.documentElement.scrollWidth')).toBe(viewport.width);
        const paper = await evaluate<string>(page, 'getComputedStyle(document.body).backgroundColor');
        expect(paper).toBe(colorScheme === 'light' ? 'rgb(255, 255, 255)' : 'rgb(18, 23, 29)');
        await page.addScriptTag({ path: axePath });
        const { violations } = await evaluate<AxeResult>(page, runAxe);
        expect(
          violations.map(
            ({ id, nodes }) =>
              `${id}: ${nodes.map((node) => `${node.html} ${node.failureSummary}`).join('\n')}`,
          ),
        ).toEqual([]);
      },
    );

    test('turns dark and stays so, charts included', async () => {
      const { page } = await open(plainStudy(), { colorScheme: 'light' });
      const ink = `(() => {
      const canvas = document.querySelector('#chart-latency canvas');
      const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
      let brightest = 0;
      for (let at = 0; at < data.length; at += 4) if (data[at + 3] === 255) brightest = Math.max(brightest, data[at + 2]);
      return brightest;
    })()`;
      const lightInk = await evaluate<number>(page, ink);
      await page.getByRole('button', { name: 'Dark theme' }).click();
      expect(await evaluate(page, 'getComputedStyle(document.body).backgroundColor')).toBe('rgb(18, 23, 29)');
      expect(await evaluate<number>(page, ink)).not.toBe(lightInk);
      await page.reload();
      expect(await evaluate(page, 'getComputedStyle(document.body).backgroundColor')).toBe('rgb(18, 23, 29)');
      await page.getByRole('button', { name: 'Light theme' }).click();
      expect(await evaluate(page, 'getComputedStyle(document.body).backgroundColor')).toBe(
        'rgb(255, 255, 255)',
      );
    });

    test('gives everything to the keyboard, and shows where it is', async () => {
      const { page } = await open(wideStudy());
      const wanted = await evaluate<number>(
        page,
        `document.querySelectorAll('a, button, select, summary, [tabindex="0"]').length
        - document.querySelectorAll('details:not([open]) [tabindex="0"]').length`,
      );
      const reached = new Set<string>();
      for (let presses = 0; presses < wanted + 5; presses += 1) {
        await page.keyboard.press('Tab');
        const [name, outline] = await evaluate<[string, string]>(
          page,
          `(() => {
          const all = [...document.querySelectorAll('*')];
          const focused = document.activeElement;
          return [String(all.indexOf(focused)), focused === document.body ? 'body' : getComputedStyle(focused).outlineStyle];
        })()`,
        );
        if (outline === 'body') break;
        expect(outline).not.toBe('none');
        reached.add(name);
      }
      expect(reached.size).toBe(wanted);
    });

    test('reads the values of a chart aloud by the arrow keys', async () => {
      const { page } = await open(plainStudy());
      const chart = page.getByRole('img', { name: /^Line chart: share of I\/Os/ });
      await chart.focus();
      await page.keyboard.press('End');
      const spoken = page.locator('#chart-latency [aria-live]');
      expect(await spoken.textContent()).toMatch(/^Latency .*s: none 100 %/);
      await page.keyboard.press('Home');
      expect(await spoken.textContent()).toMatch(/^Latency 19\.\dµs: none 0 %, auto 5 %$/);
    });

    test('has its tables without a script, too', async () => {
      const { page } = await open(plainStudy(), { javaScriptEnabled: false });
      expect(await page.getByRole('row', { name: /auto .*196 MiB\/s/ }).count()).toBe(1);
      expect(await page.getByText("need the page's script").isVisible()).toBe(true);
    });
  },
);
