import { describe, expect, test } from 'vitest';
import { main } from '../../lib/cli/main.ts';
import { makeSuitePlan } from '../../lib/plan/make-plan.ts';
import { fakeApi, fakeIo } from './fake-io.ts';

async function call(...args: string[]) {
  const io = fakeIo();
  const api = fakeApi();
  let loaded = false;
  const exitCode = await main(args, io, () => {
    loaded = true;
    return Promise.resolve(api);
  });
  return { exitCode, stdout: io.stdout.text, stderr: io.stderr.text, loaded, asked: api.asked };
}

describe('help', () => {
  test.each([[['--help']], [['-h']], [['help']], [['run', '--help']], [['probe', '-h']], [['report', '-h']]])(
    '%s is printed on stdout, examples first',
    async (args) => {
      const { exitCode, stdout, stderr } = await call(...args);
      expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
      expect(stdout.indexOf('Examples:')).toBeGreaterThan(0);
      expect(stdout.indexOf('Examples:')).toBeLessThan(stdout.indexOf('Usage:'));
    },
  );

  test('tells defaults from the registry and the presets', async () => {
    const suite = (await call('--help')).stdout.replaceAll(/\s+/g, ' ');
    expect(suite).toContain('(default: 16)');
    expect(suite).toContain('default: psync,mmap,libaio,io_uring');
    const run = (await call('run', '--help')).stdout.replaceAll(/\s+/g, ' ');
    expect(run).toContain('(default: 1)');
    expect(run).toContain('(default: 4k; also --blocksize)');
  });

  test('shows the options that do something, and says where all others are', async () => {
    const { stdout } = await call('run', '--help');
    expect(stdout).toContain('--end_fsync');
    expect(stdout).toContain('docs/options.md');
    for (const hidden of ['--unique_filename', '--ioscheduler', '--opendir'])
      expect(stdout).not.toContain(hidden);
  });

  test('is printed on stderr where nothing is asked for', async () => {
    const { exitCode, stdout, stderr } = await call();
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toContain('Examples:');
  });
});

test.each([
  [['--cmdhelp=bs'], 0, /^ {18}bs: Size/, /^$/],
  [['run', '--cmdhelp=blocksze'], 0, /^\n$/, /^There is no option blocksze\. Did you mean blocksize\?\n$/],
  [['--enghelp'], 0, /^\tio_uring$/m, /^$/],
  [['--enghelp=psync'], 1, /no options/, /^$/],
  [['-enghelp=libaio,userspace_reap', '/mnt'], 0, /^ {6}userspace_reap: /, /^$/],
])('%j is answered from the registry, as fio answers', async (args, exitCode, out, err) => {
  expect(await call(...args)).toMatchObject({
    exitCode,
    stdout: expect.stringMatching(out) as string,
    stderr: expect.stringMatching(err) as string,
    loaded: false,
  });
});

test('the version loads nothing', async () => {
  expect(await call('--version')).toMatchObject({
    exitCode: 0,
    stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) as string,
    loaded: false,
  });
});

describe('refused with exit code 2, one message and nothing on stdout', () => {
  test.each([
    [['--bss', '4k', '/a'], "Unknown option '--bss'.", 'Did you mean --bs?'],
    [['--quik', '/a'], "Unknown option '--quik'.", 'Did you mean --quick?'],
    [['--zzzzzzzz', '/a'], "Unknown option '--zzzzzzzz'.", 'See vfload --help'],
    [['probe', '--quick', '/a'], "Unknown option '--quick'.", 'See vfload probe --help'],
    [['probe', '--formt', 'json', '/a'], "Unknown option '--formt'.", 'Did you mean --format?'],
    [['report', '--repeats', '3', 'a.jsonl'], "Unknown option '--repeats'.", 'See vfload report --help'],
    [['run', '--only', 'x'], "Unknown option '--only'.", 'See vfload run --help'],
    [['--name', 'x', '/a'], "Unknown option '--name'", 'name'],
    [['--bs', '4q', '/a'], 'Option bs: "4q" has the unknown suffix "q".', 'Expected bytes'],
    [['--direct', '/a'], 'Option direct: "/a" is neither 0 nor 1.', 'Expected 0 or 1'],
    [
      ['--ioscheduler', 'none', '/a'],
      "Option ioscheduler: vfload does not change the system's settings",
      'Leave ioscheduler out.',
    ],
    [['--unlink=1', '/a'], 'Option unlink: only vfload fio carries it out.', 'Run the job with vfload fio'],
    [['run', '--size=1m', '--wait_for=a'], 'Option wait_for: "a" is no job above this one.', 'Name a job'],
    [['run', '--verfy', 'md5'], "Unknown option '--verfy'.", 'Did you mean --verify?'],
    [['run', '--ioengine', 'splice'], 'Option ioengine: "splice" is not supported', 'Expected psync, mmap'],
    [['--rw', 'randred', '/a'], 'Option rw: "randred"', 'Did you mean randread?'],
    [['--ioengine', 'psync,libao', '/a'], 'Option ioengine: "libao"', 'Did you mean libaio?'],
    [['--only', 'randrad-psync', '/a'], 'no run of the suite', 'Did you mean randread-psync?'],
    [['--format', 'xml', '/a'], 'Option format: "xml"', 'Expected table, study, csv, md, json or html.'],
    [['--quick', '--preset', 'study', '/a'], 'contradict', 'Give one of them.'],
    [['--quick'], 'No directory is given.', 'Name the directory'],
    [['--runtime'], "Option '--runtime <time>' argument missing.", 'See vfload --help'],
    [['/a', '/a/'], 'The directory /a is given twice.', 'once'],
    [['a b=/a'], 'The label "a b" cannot be used.', 'letters'],
    [['doctor', 'a', 'b'], 'no command "doctor"', './doctor'],
    [['parity'], "Missing required argument 'directory'.", 'See vfload --help'],
    [['parity', '/a', '/b'], "Too many arguments for 'parity'.", ''],
    [['run', '/does/not/exist.fio'], 'The job file /does/not/exist.fio cannot be read: ENOENT.', 'path'],
    [['run', '/'], 'The job file / cannot be read: EISDIR.', '--directory=DIR'],
    [['run', '--section'], "Option '--section <NAME>' argument missing.", 'See vfload --help'],
    [['run', '--explain', '--bs', '4q'], 'Option bs: "4q" has the unknown suffix "q".', 'Expected bytes'],
    [['run', '--section', 'a', '--size', '1m'], 'Option section', 'job file'],
    [['run', '--time_based', '--size', '1m'], 'time_based needs a runtime', 'Give runtime'],
    [['run', '--only', 'x'], "Unknown option '--only'.", ''],
    [['probe'], "Missing required argument 'directory'.", 'See vfload --help'],
    [['probe', '/a', '/b'], "Too many arguments for 'probe'.", ''],
    [['report'], "Missing required argument 'files'.", 'See vfload --help'],
    [['report', '/does/not/exist.jsonl'], '/does/not/exist.jsonl cannot be read', 'path'],
  ])('%s', async (args, message, remedy) => {
    const { exitCode, stdout, stderr } = await call(...args);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toMatch(/^vfload: [^\n]+\n( {2}cause: [^\n]+\n)?( {2}remedy: [^\n]+\n)?$/);
    expect(stderr).toContain(message);
    expect(stderr).toContain(remedy);
  });
});

describe('arguments', () => {
  test('reach the API as they were written', async () => {
    const { asked, exitCode } = await call(
      ...[
        'none=/mnt/a',
        '--quick',
        '--bs=8k',
        '--ioengine',
        'psync,mmap',
        '/mnt/b',
        '--buffered',
        '0',
        '-o',
        'x.jsonl',
      ],
    );
    expect(exitCode).toBe(0);
    expect(asked.suite).toEqual([
      {
        configurations: [{ label: 'none', directory: '/mnt/a' }, { directory: '/mnt/b' }],
        ...{ quick: '1', bs: '8k', ioengine: 'psync,mmap', buffered: '0', output: 'x.jsonl' },
        signal: expect.any(AbortSignal) as AbortSignal,
      },
    ]);
  });

  test('a flag does not swallow the directory after it', async () => {
    const { asked } = await call('--quick', '--time_based', '/mnt/a');
    expect(asked.suite).toMatchObject([{ configurations: [{ directory: '/mnt/a' }], time_based: '1' }]);
  });

  test('a flag takes its value after an equals sign', async () => {
    const { asked } = await call('--quick', '--time_based=0', '/mnt/a');
    expect(asked.suite).toMatchObject([{ time_based: '0' }]);
  });

  test('aliases have the canonical name, and the last one counts', async () => {
    const { asked } = await call('--bs', '4k', '--blocksize', '8k', '--timeout', '1', '/mnt/a');
    expect(asked.suite).toMatchObject([{ bs: '8k', runtime: '1' }]);
  });

  test('keep their order, which decides between direct and buffered', async () => {
    const { asked } = await call('--buffered', '0', '--direct', '1', '--buffered', '1', '/mnt/a');
    expect(Object.keys(asked.suite[0] ?? {}).filter((name) => /direct|buffered/.test(name))).toEqual([
      'direct',
      'buffered',
    ]);
  });

  test('calibration is asked for or left out', async () => {
    const suite = async (...args: string[]) =>
      makeSuitePlan((await call(...args, '/mnt/a')).asked.suite[0] ?? {});
    expect((await suite()).calibration).not.toEqual([]);
    expect((await suite('--no-calibrate')).calibration).toEqual([]);
    expect((await suite('--calibrate=0')).calibration).toEqual([]);
    expect((await suite('--no-calibrate', '--calibrate')).calibration).not.toEqual([]);
    const { asked } = await call('run', '--calibrate', '--rw', 'read', '--size', '1m');
    expect(asked.run).toMatchObject([{ calibrate: '1' }]);
  });

  test('may be options without effect', async () => {
    const { asked } = await call('run', '--disk_util=0', '--size', '1m');
    expect(asked.run).toMatchObject([{ disk_util: '0', size: '1m' }]);
  });

  test('after -- are directories', async () => {
    const { asked } = await call('--', '--quick');
    expect(asked.suite).toMatchObject([{ configurations: [{ directory: '--quick' }] }]);
    expect(asked.suite[0]).not.toHaveProperty('quick');
  });

  test('a directory called like a command needs ./', async () => {
    expect((await call('./run')).asked.suite).toMatchObject([{ configurations: [{ directory: './run' }] }]);
    expect((await call('x=compare')).asked.suite).toMatchObject([
      { configurations: [{ directory: 'compare' }] },
    ]);
    expect((await call('./a=b')).asked.suite).toMatchObject([{ configurations: [{ directory: './a=b' }] }]);
  });

  test('of run are job options', async () => {
    const { asked } = await call(
      'run',
      '--rw',
      'randread',
      '--size',
      '1m',
      '--directory',
      '/mnt/a',
      '--keep-files',
    );
    expect(asked.run).toMatchObject([{ rw: 'randread', size: '1m', directory: '/mnt/a', keepFiles: '1' }]);
  });

  test('of probe are a directory and a deadline', async () => {
    const { asked } = await call('probe', '--stuck-after', '3', '/mnt/a');
    expect(asked.probe).toMatchObject([{ directory: '/mnt/a', stuckAfter: '3' }]);
  });
});

test('a label that is nearly one of the study is pointed out', async () => {
  const { exitCode, stderr } = await call('virtiofs-alway=/mnt/a');
  expect(exitCode).toBe(0);
  expect(stderr).toContain('did you mean virtiofs-always?');
});
