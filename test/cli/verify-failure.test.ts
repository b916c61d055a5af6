/** Data that is not what was written is a failed cell: told in the table, in the journal and by the exit code. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { main } from '../../lib/cli/main.ts';
import { fakeIo } from './fake-io.ts';

test('vfload run fails where a file holds no blocks of verify', async () => {
  const root = mkdtempSync(path.join(os.tmpdir(), 'vfload-verify-failure-'));
  onTestFinished(() => {
    rmSync(root, { recursive: true });
  });
  const measured = mkdtempSync(path.join(root, 'measured-'));
  const journal = path.join(root, 'journal.jsonl');
  const io = fakeIo();
  const options = ['--rw=read', '--verify=crc32c', '--size=64k', '--repeats=1'];
  // The layout writes random bytes, and no headers.
  const exitCode = await main(['run', ...options, `--directory=${measured}`, '-o', journal], io);
  expect(exitCode).toBe(1);
  expect(io.stdout.text).toMatch(/seqread-psync +failed: EILSEQ, what was read is not what was written/);
  expect(io.stderr.text).toMatch(
    /failed: EILSEQ: Verifying \S+ .*at offset 0, 4096 bytes: no header is there/,
  );
  const lines = readFileSync(journal, 'utf8').trim().split('\n');
  expect(JSON.parse(lines.at(-1) ?? '')).toMatchObject({
    result: { jobs: [{ error: 84 }], vfload: { outcome: 'failed' } },
  });
});
