import { describe, expect, test } from 'vitest';
import { engineHelp, optionHelp } from '../../lib/options/option-help.ts';

describe('the help of all options', () => {
  test('has a line each, the names in one column', () => {
    const { stdout, stderr, exitCode } = optionHelp('all');
    expect({ stderr, exitCode }).toEqual({ stderr: '', exitCode: 0 });
    expect(stdout).toMatch(/^bs {22}: Size of one I\/O$/m);
    expect(stdout).toMatch(/^iodepth_batch_complete_min: \S/m);
    for (const text of stdout.trimEnd().split('\n')) expect(text).toMatch(/^[a-z][\w-]* *: \S/);
    expect(optionHelp()).toEqual(optionHelp('all'));
  });

  test('leaves out what single engines have', () => {
    expect(optionHelp('all').stdout).not.toContain('userspace_reap');
    expect(engineHelp('libaio').stdout).toMatch(/^userspace_reap {10}: \S/m);
  });
});

describe('the help of one option', () => {
  test('has its facts, labels in one column', () => {
    expect(optionHelp('iodepth_batch_complete').stdout).toBe(
      [
        'iodepth_batch_complete_min: Completions that libaio and io_uring wait for when all are in flight; 0: poll without sleeping',
        '               alias: iodepth_batch_complete',
        '                type: whole number',
        '             default: 1',
        '               range: min=0, max=4294967295',
        '            category: I/O',
        '               state: works',
        '\n',
      ].join('\n'),
    );
  });

  test.each([
    ['percentile_list', /^ {13}default: 1:5:10:.*:99\.99$/m],
    ['rw', /^ {8}valid values: read {7}takes a size$/m],
    ['rw', /^ {20}: seqread {4}the same as read$/m],
    ['zonemode', /^ {20}: zbd {8}not supported: vfload measures files/m],
    ['trim_backlog', /^ {15}state: not supported: vfload/m],
    ['unique_filename', /^ {15}state: without effect: /m],
    ['thinktime', /type: time .*; without one: microseconds$/m],
    ['bsrange', /type: range of sizes .*; up to three/m],
  ])('%s', (name, expected) => {
    expect(optionHelp(name).stdout).toMatch(expected);
  });

  test('of an unknown one is a suggestion, and fio exits with 0', () => {
    expect(optionHelp('blocksze')).toEqual({
      stdout: '\n',
      stderr: 'There is no option blocksze. Did you mean blocksize?\n',
      exitCode: 0,
    });
    expect(optionHelp('hipri').stderr).toBe('There is no option hipri. See --enghelp=pvsync2,hipri.\n');
  });
});

describe('the help of engines', () => {
  test('lists those that work', () => {
    const names = engineHelp().stdout.split('\n').slice(1, -1);
    expect(names).toEqual(expect.arrayContaining(['\tpsync', '\tio_uring']) as string[]);
    expect(names).not.toContain('\trbd');
  });

  test('tells one option of an engine', () => {
    const { stdout } = engineHelp('io_uring', 'registerfiles');
    expect(stdout).toMatch(/^ {7}registerfiles: \S/);
    expect(stdout).toMatch(/^ {13}engines: io_uring$/m);
  });

  test.each([
    ['psync', undefined, 'Engine psync has no options of its own\n', ''],
    ['io_urin', undefined, '', 'There is no engine io_urin. Did you mean io_uring?\n'],
    [
      'libaio',
      'userspace_rap',
      '\n',
      'Engine libaio has no option userspace_rap. Did you mean userspace_reap?\n',
    ],
    ['libaio', 'zzzz', '\n', 'Engine libaio has no option zzzz. See --enghelp=libaio for all options.\n'],
  ])('%s %s is nothing, exit code 1', (engine, option, stdout, stderr) => {
    expect(engineHelp(engine, option)).toEqual({ stdout, stderr, exitCode: 1 });
  });

  test('says of an engine that it is not supported', () => {
    expect(engineHelp('rbd').stderr).toMatch(/^Not supported: vfload .*\.\n$/);
  });
});
