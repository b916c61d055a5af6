import { readFile, mkdtemp, readdir, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  installPackage,
  packageTestsMissing,
  projectRoot,
  projectVersion,
  type Installed,
} from './installed-package.ts';

const missing = packageTestsMissing();

describe.skipIf(missing !== undefined)(`the packed tarball${missing ? ` (skipped: ${missing})` : ''}`, () => {
  let installed: Installed;

  beforeAll(async () => {
    installed = await installPackage();
  });

  afterAll(async () => {
    // Nothing was installed where packing failed.
    await (installed as Installed | undefined)?.remove();
  });

  test('holds the bundle, the prebuilt addon and the papers, and no sources', () => {
    const strangers = installed.files.filter(
      (file) =>
        !/^package\/(dist|docs|prebuilds|schema|suites)\//.test(file) &&
        !/^package\/(package\.json|README\.md|LICENSE|CHANGELOG\.md)$/.test(file),
    );
    expect(strangers).toEqual([]);
    expect(installed.files).toEqual(
      expect.arrayContaining([
        'package/dist/index.js',
        'package/dist/index.d.ts',
        'package/dist/cli.js',
        'package/dist/fio.js',
        'package/schema/journal.schema.json',
        'package/schema/job-options.schema.json',
        'package/schema/study.schema.json',
        'package/schema/suite.schema.json',
        'package/suites/virtiofs-2020.yaml',
        'package/dist/report-page.iife.js',
        'package/dist/report-page.css',
        'package/dist/THIRD-PARTY-NOTICES.txt',
        expect.stringMatching(`^package/prebuilds/linux-${process.arch}/vfload\\.(glibc|musl)\\.node$`),
        'package/LICENSE',
        'package/README.md',
        'package/docs/options.md',
        'package/docs/comparing.md',
      ]),
    );
    expect(installed.files.filter((file) => file.endsWith('.map'))).toEqual([]);
  });

  test('is one package: nothing else is installed with it', async () => {
    const packages = await readdir(path.join(installed.folder, 'node_modules'));
    expect(packages.filter((name) => !name.startsWith('.'))).toEqual(['vfload']);
  });

  test('has entry points that publint accepts', async () => {
    const pkgDir = path.join(installed.folder, 'node_modules', 'vfload');
    const { messages, pkg } = await publint({ pkgDir, pack: false, strict: true });
    expect(messages.map((message) => formatMessage(message, pkg, { color: false }))).toEqual([]);
  });

  test('answers npx vfload --version without a network', async () => {
    expect((await installed.offline('npx', 'vfload', '--version')).trim()).toContain(await projectVersion());
  });

  test('works in the place of fio behind a link of that name', async () => {
    const folder = await mkdtemp(path.join(installed.folder, 'bin-'));
    const link = path.join(folder, 'fio');
    await symlink(path.join(installed.folder, 'node_modules', '.bin', 'vfload-fio'), link);
    expect(await installed.offline(link, '--version')).toMatch(/^fio-3\.\d+-vfload-/);
    const terse = await installed.offline(
      link,
      '--minimal',
      '--name=x',
      '--size=64k',
      `--directory=${folder}`,
    );
    expect(terse.split(';').slice(2, 6)).toEqual(['x', '0', '0', '64']);
  });

  test('runs by npx from the tarball itself', async () => {
    const answer = await installed.offline(
      'npx',
      '--yes',
      '--package',
      installed.tarball,
      'vfload',
      '--version',
    );
    expect(answer).toContain(await projectVersion());
  });

  test('measures a directory with its prebuilt addon', async () => {
    const directory = await mkdtemp(path.join(installed.folder, 'measured-'));
    const journal = path.join(installed.folder, 'quick.jsonl');
    const table = await installed.offline(
      'npx',
      ...['vfload', '--quick', '--only', 'seqread-psync', '--size', '4M', '-o', journal, directory],
    );
    expect(table).toContain('seqread-psync');
    const lines = (await readFile(journal, 'utf8')).trim().split('\n');
    const outcomes = lines
      .map((line) => JSON.parse(line) as { type: string; result?: { vfload: { outcome: string } } })
      .filter(({ type }) => type === 'repeat')
      .map(({ result }) => result?.vfload.outcome);
    expect(outcomes).toEqual(['measured']);
    expect(await readdir(directory)).toEqual([]);
  });

  test('can be imported and required', async () => {
    const names = 'run, suite, probe, report';
    const ask = `[${names}].every((member) => typeof member === 'function')`;
    const imported = `import { ${names} } from 'vfload'; console.log(${ask});`;
    expect((await installed.offline('node', '--input-type=module', '-e', imported)).trim()).toBe('true');
    const required = `const { ${names} } = require('vfload'); console.log(${ask});`;
    expect((await installed.offline('node', '-e', required)).trim()).toBe('true');
  });

  test('has types that a strict program compiles against', async () => {
    const program = path.join(installed.folder, 'program.mts');
    await writeFile(program, `import { suite } from 'vfload';\nexport const call: typeof suite = suite;\n`);
    const tsc = path.join(projectRoot, 'node_modules', 'typescript', 'bin', 'tsc');
    const types = path.join(projectRoot, 'node_modules', '@types');
    await expect(
      installed.offline(
        'node',
        ...[tsc, '--noEmit', '--strict', '--module', 'nodenext', '--target', 'es2023'],
        ...['--types', 'node', '--typeRoots', types, program],
      ),
    ).resolves.toBe('');
  });
});
