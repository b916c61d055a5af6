import { expect, test } from 'vitest';
import { optionsPage } from '../../lib/options/options-page.ts';
import { jobOptionTable, optionNames, vfloadOptionTable } from '../../lib/options/registry.ts';
import { unsupportedOptionTable } from '../../lib/options/unsupported-options.ts';

test('docs/options.md is what the registry says: npm run docs:options writes it anew', async () => {
  await expect(optionsPage()).toMatchFileSnapshot('../../docs/options.md');
});

test('the page has every option, by every name', () => {
  const page = optionsPage();
  const names = [jobOptionTable, vfloadOptionTable, unsupportedOptionTable].flatMap((table) =>
    optionNames(table),
  );
  expect(names.filter((name) => !page.includes(`\`${name}\``))).toEqual([]);
});
