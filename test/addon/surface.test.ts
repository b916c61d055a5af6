/** lib/run/native.ts, and lib/stats for what is counted, document the addon; nothing else keeps them equal. */
import { readFileSync } from 'node:fs';
import ts from 'typescript';
import { expect, test } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };
import {
  addon,
  anywhereFile,
  finished,
  layoutFile,
  limits,
  OpenedDirectory,
  timedJob,
} from './supervised-work.ts';

const statements = ['run/native.ts', 'stats/job-statistics.ts', 'stats/sums.ts'].flatMap((file) => {
  const text = readFileSync(new URL(`../../lib/${file}`, import.meta.url), 'utf8');
  return [...ts.createSourceFile(file, text, ts.ScriptTarget.ES2023).statements];
});

/** Names that an interface documents, those it inherits included, sorted. */
function documented(name: string): string[] {
  const found = statements.filter(ts.isInterfaceDeclaration).find((one) => one.name.text === name);
  if (found === undefined) throw new Error(`no interface ${name}`);
  const own = found.members.map((member) => (member.name as ts.Identifier).text);
  const inherited = (found.heritageClauses ?? [])
    .flatMap(({ types }) => types)
    .flatMap(({ expression }) => documented((expression as ts.Identifier).text));
  return [...own, ...inherited].sort();
}

/** Names that an object has: its own, and those of its class. */
function present(object: object): string[] {
  const prototype = Object.getPrototypeOf(object) as object;
  const methods =
    prototype === Object.prototype
      ? []
      : Object.getOwnPropertyNames(prototype).filter((name) => name !== 'constructor');
  return [...Object.keys(object), ...methods].sort();
}

test('the addon exports what NativeAddon documents, and nothing else', () => {
  expect(present(addon)).toEqual(documented('NativeAddon'));
});

test("the addon's version is the package's", () => {
  expect(addon.version).toBe(packageJson.version);
});

test('the objects for work and what they report have the documented names', async () => {
  const opened = await OpenedDirectory.open([layoutFile('f')]);
  expect(present(opened.native)).toEqual(documented('NativeDirectory'));
  const inspection = await opened.inspection();
  expect(present(inspection)).toEqual(documented('NativeInspection'));
  expect(inspection.files.map(present)).toEqual([documented('NativeFileFacts')]);

  const layout = addon.layout(opened.native, { files: [layoutFile('f')], limits });
  expect(present(layout)).toEqual(documented('NativeLayout'));
  await finished(layout);

  const drop = addon.dropCaches(opened.native, { filenames: ['f'], perFileOnly: true, limits });
  expect(present(drop)).toEqual(documented('NativeDropCaches'));
  await finished(drop);

  const residency = addon.residency(opened.native, { filenames: ['f'], mincoreOnly: false, limits });
  expect(present(residency)).toEqual(documented('NativeResidency'));
  await finished(residency);
  for (const file of residency.files()) expect(present(file)).toEqual(documented('NativeFileResidency'));

  const probe = addon.probe(opened.native, { limits });
  expect(present(probe)).toEqual(documented('NativeProbe'));
  await finished(probe);
  for (const result of probe.results()) expect(present(result)).toEqual(documented('NativeProbeResult'));

  const work = addon.run(opened.native, { jobs: [timedJob({ filename: 'f' })], limits });
  expect(present(work)).toEqual(documented('NativeWork'));
  expect(work.progress().map(present)).toEqual([documented('NativeProgress')]);
  const end = await finished(work);
  expect(present(end)).toEqual(documented('NativeEnd'));
  const [child] = end.children;
  expect(present(child ?? {})).toEqual(documented('NativeChildEnd'));
  const statistics = child?.statistics;
  expect(present(statistics ?? {})).toEqual(documented('JobStatistics'));
  expect(present(statistics?.read ?? {})).toEqual(documented('DirectionStatistics'));
  expect(present(statistics?.read.clat ?? {})).toEqual(documented('Sums'));
  await opened.close();
});

test('work on paths has the documented names', async () => {
  const inspection = addon.inspectPaths({ paths: ['/'], limits });
  expect(present(inspection)).toEqual(documented('NativePathInspection'));
  await finished(inspection);
  expect(inspection.found().map(present)).toEqual([documented('NativePath')]);

  const layout = addon.layoutAnywhere({ files: [anywhereFile({ path: '/', sizeBytes: 0 })], limits });
  expect(present(layout)).toEqual(documented('NativeAnywhereLayout'));
  await finished(layout);
  expect(layout.states()).toMatchObject([{ path: '/', state: 'written', failure: undefined }]);
});

test('facts about engines and the clock have the documented names', () => {
  for (const engine of addon.engines()) expect(present(engine)).toEqual(documented('NativeEngineFacts'));
  expect(present(addon.clock())).toEqual(documented('NativeClockFacts'));
});
