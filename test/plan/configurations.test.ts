import { describe, expect, test } from 'vitest';
import type { ConfigurationInput } from '../../lib/options/api-options.ts';
import { makeConfigurations, meantStudyLabel, studyLabels } from '../../lib/plan/configurations.ts';

const make = (...inputs: ConfigurationInput[]) => makeConfigurations(inputs, () => '/home/me');
const labels = (...directories: string[]): string[] =>
  make(...directories.map((directory) => ({ directory }))).map(({ label }) => label);

describe('directories', () => {
  test.each([
    ['/mnt/share', '/mnt/share'],
    ['/mnt/share/', '/mnt/share'],
    ['share', '/home/me/share'],
    ['.', '/home/me'],
    ['../you', '/home/me/../you'],
    ['/a/../b', '/a/../b'],
  ])('%s is %s', (directory, absolute) => {
    expect(make({ directory })).toMatchObject([{ directory: absolute }]);
  });

  test('that are absolute need no current one: it may have been removed', () => {
    const gone = (): string => {
      throw new Error('ENOENT');
    };
    expect(makeConfigurations([{ directory: '/mnt' }], gone)).toMatchObject([{ directory: '/mnt' }]);
  });

  test('given twice are refused', () => {
    expect(() => make({ directory: '/a' }, { directory: '/a/' })).toThrow('/a is given twice');
  });

  test('have a name', () => {
    expect(() => make({ directory: '' })).toThrow('empty name');
  });
});

describe('labels', () => {
  test('are made from the last part of the path', () => {
    expect(labels('/mnt/share')).toEqual(['share']);
    expect(labels('.')).toEqual(['me']);
    expect(labels('..')).toEqual(['home']);
    expect(labels('/')).toEqual(['dir']);
    expect(labels('/mnt/my share')).toEqual(['my-share']);
  });

  test('made from paths are numbered where they would be equal', () => {
    expect(labels('/a/x', '/b/x', '/c/x')).toEqual(['x', 'x-2', 'x-3']);
    expect(make({ directory: '/a/x' }, { label: 'x', directory: '/b' })).toMatchObject([
      { label: 'x-2' },
      { label: 'x' },
    ]);
  });

  test.each(['', 'a b', 'a/b', 'ä'])('%j is refused', (label) => {
    expect(() => make({ label, directory: '/a' })).toThrow('cannot be used');
  });

  test('given twice are refused', () => {
    expect(() => make({ label: 'x', directory: '/a' }, { label: 'x', directory: '/b' })).toThrow(
      'x is given twice',
    );
  });
});

describe("the study's labels", () => {
  test('are nine', () => {
    expect(studyLabels).toHaveLength(9);
  });

  test.each([
    ['virtiofs-alway', 'virtiofs-always'],
    ['virtiofs-none_dax', 'virtiofs-none-dax'],
    ['9p-lose', '9p-loose'],
  ])('%s was meant to be %s', (label, meant) => {
    expect(meantStudyLabel(label)).toBe(meant);
  });

  test.each([...studyLabels, 'none', 'share', 'virtiofs-none-6.1'])('%s is left alone', (label) => {
    expect(meantStudyLabel(label)).toBeUndefined();
  });
});
