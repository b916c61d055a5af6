import { describe, expect, test } from 'vitest';
import { jobLines } from '../../lib/jobfile/lines.ts';

const at = (line: number, column: number) => ({ file: 'a.fio', line, column });

function told(text: string) {
  return jobLines('a.fio', text).map((line) => {
    if (line.kind === 'section') return `[${line.name}]`;
    return line.kind === 'include' ? `include ${line.path}` : `${line.name}=${line.value ?? '(none)'}`;
  });
}

test('sections and options have their places', () => {
  expect(jobLines('a.fio', '[job]\n\n  bs =\t4k\nthread')).toEqual([
    { kind: 'section', name: 'job', at: at(1, 1) },
    { kind: 'option', name: 'bs', value: '4k', at: at(3, 3), valueAt: at(3, 8) },
    { kind: 'option', name: 'thread', value: undefined, at: at(4, 1), valueAt: at(4, 1) },
  ]);
});

test('comments end a line, wherever they begin', () => {
  expect(told('; [no]\n# no\n[a];x\nbs=4k#x;y\nrw=read ; # x\n  ;\n')).toEqual(['[a]', 'bs=4k', 'rw=read']);
});

test('the carriage return of files from Windows is nothing', () => {
  expect(told('[a]\r\nbs=4k\r\n\r\nthread\r\n')).toEqual(['[a]', 'bs=4k', 'thread=(none)']);
});

test('a byte order mark is nothing', () => {
  expect(told('\uFEFF[a]\n')).toEqual(['[a]']);
});

test('blanks in names and values stay, those around them go', () => {
  expect(told('[ a b ]\ndescription = two words \n')).toEqual(['[ a b ]', 'description=two words']);
});

test('a value may have equals signs, a section brackets', () => {
  expect(told('[a]b]\ndescription=a=b=c\n')).toEqual(['[a]b]', 'description=a=b=c']);
});

test('a value may be empty', () => {
  expect(told('bs=\n')).toEqual(['bs=']);
});

test('include is no option, whatever is between it and its file', () => {
  expect(told('include a b.inc\ninclude=c\ninclude = d ; x\nincluded=1\n')).toEqual([
    'include a b.inc',
    'include c',
    'include d',
    'included=1',
  ]);
});

describe('refused, with the place', () => {
  test.each([
    ['[job\n', 'a.fio:1:1: the section "[job" is not closed.', 'Write [NAME]'],
    ['\n [a#b]', 'a.fio:2:2: the section "[a" is not closed.', 'begin comments'],
    ['[job] rw=read', 'a.fio:1:6: there is "rw=read" after', 'lines of their own'],
    ['[]', 'a.fio:1:1: the section has no name.', '[NAME]'],
    ['[ \t ]', 'a.fio:1:1: the section has no name.', '[NAME]'],
    ['[a]\n  =4k', 'a.fio:2:3: there is no option before the "="', 'OPTION=VALUE'],
    ['include  ; x', 'a.fio:1:1: include names no file.', 'include FILE'],
    ['bs=4\u001bk', 'a.fio:1:5: there is a control character', 'Remove it'],
    ['[a\u0007b]', 'a.fio:1:3: there is a control character', 'Remove it'],
    ['include a\u0007b', 'there is a control character', 'Remove it'],
    ['bs=\uFFFD', 'a.fio:1:4: the line is not UTF-8.', 'Save the file as UTF-8'],
    [`bs=${'1'.repeat(5000)}`, 'a.fio:1:1: the line has 5003 characters.', 'Split it'],
  ])('%j', (text, message, remedy) => {
    expect(() => jobLines('a.fio', text)).toThrow(
      expect.objectContaining({
        code: 'ERR_VFLOAD_JOB_FILE',
        message: expect.stringContaining(message) as string,
        remedy: expect.stringContaining(remedy) as string,
      }),
    );
  });

  test('but a comment may have anything, at any length', () => {
    expect(told(`bs=4k ; \uFFFD\u001b${'x'.repeat(9000)}`)).toEqual(['bs=4k']);
  });
});
