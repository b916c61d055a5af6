import { expect, test } from 'vitest';
import { VfloadError } from '../../lib/errors.ts';
import { renderInBrief } from '../../lib/report/render.ts';
import { JournalCollector, parseJournal, readJournal } from '../../lib/result/journal-reader.ts';
import { header, repeat } from './journal-fixture.ts';

function text(...lines: unknown[]): string {
  return lines.map((line) => `${typeof line === 'string' ? line : JSON.stringify(line)}\n`).join('');
}

test('a whole journal is read without warnings', () => {
  const journal = parseJournal(text(header, repeat(), repeat({ repeat: 2 })), 'j');
  expect(journal).toEqual({ header, repeats: [repeat(), repeat({ repeat: 2 })], warnings: [] });
});

test('a last line that is cut off is left out with a warning', () => {
  const whole = text(header, repeat(), repeat({ repeat: 2 }));
  const { repeats, warnings } = parseJournal(whole.slice(0, -40), 'j');
  expect(repeats).toHaveLength(1);
  expect(warnings).toEqual(['j:3: the last line is cut off and was left out']);
});

test('noise before and between the lines is left out with a warning each', () => {
  const noisy = text(
    'Running: vfload /mnt',
    header,
    '',
    'a kernel message',
    repeat(),
    '[1, 2]',
    '{"type":"other"}',
  );
  const { repeats, warnings } = parseJournal(noisy, 'j');
  expect(repeats).toEqual([repeat()]);
  expect(warnings.map((warning) => warning.slice(0, 4))).toEqual(['j:1:', 'j:4:', 'j:6:', 'j:7:']);
});

test('a line with a wrong value is left out, and told where it is wrong', () => {
  const wrong = JSON.parse(JSON.stringify(repeat())) as { result: { jobs: { read: { iops: unknown } }[] } };
  const [job] = wrong.result.jobs;
  if (job !== undefined) job.read.iops = null;
  const { repeats, warnings } = parseJournal(text(header, wrong), 'j');
  expect(repeats).toEqual([]);
  expect(warnings[0]).toContain('j:2: result.jobs.0.read.iops: ');
});

test('members that a later vfload added are kept', () => {
  const later = { ...repeat(), later: { any: 1 } };
  expect(parseJournal(text(header, later), 'j').repeats).toEqual([later]);
});

test('repeats of another plan are never mixed in', () => {
  const other = text(header, repeat(), { ...header, planHash: 'ffff' }, repeat({ planHash: 'ffff' }));
  const { repeats, warnings } = parseJournal(other, 'j');
  expect(repeats).toEqual([repeat()]);
  expect(warnings).toEqual([
    'j:3: the header of another plan; left out',
    'j:4: a repeat of another plan; left out',
  ]);
});

test('a second header of the same plan is passed over: the study was continued', () => {
  const { repeats, warnings } = parseJournal(text(header, repeat(), header, repeat({ repeat: 2 })), 'j');
  expect(repeats).toHaveLength(2);
  expect(warnings).toEqual([]);
});

test('a repeat that was interrupted gives way to the same one measured again', () => {
  const interrupted = repeat();
  interrupted.result.vfload.interrupted = true;
  const alone = parseJournal(text(header, interrupted), 'j');
  expect(alone.repeats).toEqual([interrupted]);
  const lines = text(header, interrupted, repeat({ repeat: 2 }), repeat());
  expect(parseJournal(lines, 'j').repeats).toEqual([repeat({ repeat: 2 }), repeat()]);
});

test('a text without a header is no journal', () => {
  expect(() => parseJournal(text(repeat()), 'j')).toThrow(
    expect.objectContaining({ code: 'ERR_VFLOAD_RESULT_FILE', path: 'j' }),
  );
  expect(() => parseJournal('', 'j')).toThrow(VfloadError);
});

test('a header that is damaged is told with its line and member', () => {
  expect(() => parseJournal(text({ ...header, repeats: 'two' }, repeat()), 'j')).toThrow(
    /^The header of j is damaged: line 1: repeats: /,
  );
});

test('a later schema is refused, not guessed at', () => {
  expect(() => parseJournal(text({ ...header, schemaVersion: 2 }), 'j')).toThrow(/schema version 2/);
});

test('a file that cannot be read is told with its errno', async () => {
  await expect(readJournal('/nonexistent/journal.jsonl')).rejects.toMatchObject({
    code: 'ERR_VFLOAD_RESULT_FILE',
    errno: 2,
    path: '/nonexistent/journal.jsonl',
    message: '/nonexistent/journal.jsonl cannot be read: ENOENT.',
    cause: 'there is no such file or directory',
  });
});

test('in brief a journal says the same in tables, and warns of the same lines', () => {
  const lines = [header, repeat(), repeat({ repeat: 2 })].map((line) => JSON.stringify(line));
  const damaged = JSON.stringify(repeat({ repeat: 3 })).replace('"issued":3', '"issued":"many"');
  const whole = JournalCollector.whole('j');
  const brief = JournalCollector.inBrief('j');
  for (const [index, line] of [...lines, 'noise', damaged, '{"type":"rep'].entries()) {
    whole.line(line, index + 1);
    brief.line(line, index + 1);
  }
  const [all, some] = [whole.end(true).journal, brief.end(true).journal];
  expect(some.warnings).toEqual(all.warnings);
  expect(some.warnings).toHaveLength(3);
  expect(renderInBrief([{ journal: some, path: 'j' }], 'table', { color: false, width: 80 })).toBe(
    renderInBrief([{ journal: all, path: 'j' }], 'table', { color: false, width: 80 }),
  );
  expect(JSON.stringify(some).length).toBeLessThan(JSON.stringify(all).length / 2);
});
