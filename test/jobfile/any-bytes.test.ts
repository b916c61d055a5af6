import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { VfloadError, exitCodeByErrorCode } from '../../lib/errors.ts';
import { jobFileCases, verdictOn } from './job-file-cases.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'vfload-bytes-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** A plan or one clear refusal; anything else is thrown by `verdictOn`, and a hang is the test's timeout. */
async function expectVerdict(bytes: Uint8Array): Promise<void> {
  const file = path.join(folder, 'any.fio');
  writeFileSync(file, bytes);
  const verdict = await verdictOn(file);
  if (!(verdict instanceof VfloadError)) return;
  expect(exitCodeByErrorCode[verdict.code]).toBe(2);
  expect(verdict.message).not.toMatch(/[\u0000-\u001f]/);
}

test('any bytes are a job file or are refused', async () => {
  await fc.assert(fc.asyncProperty(fc.uint8Array({ maxLength: 2000 }), expectVerdict), { numRuns: 200 });
});

test('anything made of what job files are made of is one or is refused', async () => {
  const pieces = fc.constantFrom(
    ...[
      '[',
      ']',
      '[global]',
      '[a]',
      '\n',
      '\n',
      '=',
      ' ',
      ';',
      '#',
      '${',
      '}',
      '$ncpus',
      '*',
      '/',
      '(',
      ')',
      '-',
      ':',
      '\\:',
    ],
    ...[
      'bs',
      'size=1m',
      'rw=',
      'read',
      'numjobs=',
      '99999999999',
      'filename=',
      'directory=',
      'include ',
      'stonewall',
      '..',
    ],
  );
  await fc.assert(
    fc.asyncProperty(fc.array(pieces, { maxLength: 60 }), (text) =>
      expectVerdict(Buffer.from(text.join(''))),
    ),
    { numRuns: 300 },
  );
});

test('mutated job files are job files or are refused', async () => {
  const mutation = fc.record({
    at: fc.nat(),
    removed: fc.nat(12),
    inserted: fc.oneof(
      fc.uint8Array({ maxLength: 4 }),
      fc.constantFrom('\n', '[', '=', '0', '999', '%').map((text) => Buffer.from(text)),
    ),
  });
  const mutated = fc
    .tuple(fc.constantFrom(...jobFileCases), fc.array(mutation, { minLength: 1, maxLength: 4 }))
    .map(([{ file }, mutations]) =>
      mutations.reduce<Uint8Array>((bytes, { at, removed, inserted }) => {
        const start = bytes.length === 0 ? 0 : at % bytes.length;
        return Buffer.concat([bytes.subarray(0, start), inserted, bytes.subarray(start + removed)]);
      }, readFileSync(file)),
    );
  await fc.assert(fc.asyncProperty(mutated, expectVerdict), { numRuns: 400 });
});

test('deep brackets, long lines and many sections take no time worth telling', async () => {
  await expectVerdict(Buffer.from(`[a]\nsize=$ncpus+${'('.repeat(4000)}\n`));
  await expectVerdict(Buffer.from(`[a]\nsize=${'${A}'.repeat(1000)}\n`));
  await expectVerdict(Buffer.from(`[a]\nsize=${'${'.repeat(2000)}\n`));
  await expectVerdict(Buffer.from(`[a]\n${' '.repeat(500_000)}x\n`));
  await expectVerdict(Buffer.from('[a]\n'.repeat(200_000)));
  await expectVerdict(Buffer.from('x'.repeat(2 ** 20)));
});
