/** `--showcmd`: what job files say, as command lines. */
import type { Section } from '../jobfile/sections.ts';
import type { RawOption } from '../options/raw-option.ts';

/**
 * The command of one job file. Where fio prints options of a second `[global]` behind a job, whose own they would be then, they are
 * put behind `--name=global`, so that the command says the same as the file.
 *
 * @param sections - what is on the command line before the file, then the file's
 */
export function showCommand(sections: readonly Section[]): string {
  const words = sections.flatMap((section, index) => {
    // Above all jobs they need no name.
    const isFirst = sections.slice(0, index).every(({ isGlobal }) => isGlobal);
    const name =
      section.isGlobal && (isFirst || section.options.length === 0) ? [] : [`--name=${section.name}`];
    return [...name, ...section.options.filter((option) => !isSaid(section, option)).map(word)];
  });
  return ['fio', ...words.map(quoted)].join(' ');
}

/** A job's `name` inside its section is printed, as by fio, though behind `--` it begins another job: no command can say it. */
function isSaid({ name: section, isGlobal }: Section, { name, value }: RawOption): boolean {
  return name === 'name' && (isGlobal || value === section);
}

function word({ name, value, isBare }: RawOption): string {
  return isBare === true ? `--${name}` : `--${name}=${value}`;
}

/** As a shell reads it. Words that need no quotes have none, as in fio. */
function quoted(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
