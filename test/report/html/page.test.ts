import { describe, expect, test } from 'vitest';
import { pageAssets } from '../../../lib/report/html/assets.ts';
import { htmlReport } from '../../../lib/report/html/page.ts';
import { hostile, hostileStudy, inputOf, plainStudy, wideStudy } from './html-fixture.ts';

const assets = { script: '/* the script */', style: '/* the style */' };

describe('a page', () => {
  test('has its parts, and those of them that have nothing to say are left out', () => {
    const page = htmlReport(inputOf(plainStudy()), assets);
    const ids = [...page.matchAll(/<section\s+id="([^"]*)"/g)].map(([, id]) => id);
    expect(ids).toEqual(['summary', 'ratios', 'throughput', 'closer', 'conditions', 'environment']);
    const links = [...page.matchAll(/<a href="#([^"]*)">/g)].map(([, id]) => id);
    expect(links).toEqual(ids);
  });

  test('tells errno, cause and remedy of what was not measured', () => {
    const page = htmlReport(inputOf(wideStudy()), assets);
    expect(page).toMatch(/ENODEV \(errno 19\)/);
    expect(page).toContain('virtiofs with cache=none has no shared mappings');
    expect(page).toContain('start virtiofsd with --allow-mmap');
  });

  test('tells how much of the files the page cache held before and after', () => {
    const study = plainStudy();
    for (const [index, { result }] of study.repeats.entries()) {
      const file = { filename: 'f', method: 'cachestat', sizeBytes: 1000, dirtyBytes: 0 } as const;
      result.vfload.residency = {
        before: [{ ...file, cachedBytes: index === 0 ? 120 : 0 }],
        after: [{ ...file, cachedBytes: 1000 }],
      };
    }
    expect(htmlReport(inputOf(study), assets)).toContain('0–12 % before, 100 % after');
  });

  test('lets no name out of its place', () => {
    const page = htmlReport(inputOf(hostileStudy()), assets);
    expect(page).not.toContain(hostile);
    expect(page).not.toContain('<img');
    expect(page.match(/<script/g)).toHaveLength(2);
    expect(page.match(/<\/script>/g)).toHaveLength(2);
    expect(page).not.toContain('<!--');
  });

  test('has its data once', () => {
    const page = htmlReport(inputOf(plainStudy()), assets);
    expect(page.match(/"latenciesNs"/g)).toHaveLength(4);
    expect(page.match(/id="data"/g)).toHaveLength(1);
  });

  test('is the same of the same files', () => {
    expect(htmlReport(inputOf(wideStudy()), assets)).toBe(htmlReport(inputOf(wideStudy()), assets));
  });

  test('names nothing of any network, with script and style below 500 KB', () => {
    const built = pageAssets();
    const page = htmlReport(inputOf(plainStudy()), built);
    expect(built.script.length + built.style.length).toBeLessThan(500_000);
    const addresses = page.match(/(?:src|href|url|action)\s*[=(]\s*["']?(?:https?:)?\/\//g);
    expect(addresses).toBeNull();
    expect(built.script).not.toMatch(/<\/script|<!--/i);
  });
});
