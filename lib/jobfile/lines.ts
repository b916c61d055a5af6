/** The lines of a job file: comments cut off, sections told from options (fio-semantics 1.1). Values are not looked at yet. */
import { type SourcePosition, errorAt, quoted } from './source-position.ts';

export interface SectionLine {
  readonly kind: 'section';
  /** What is between the brackets, blanks included. */
  readonly name: string;
  readonly at: SourcePosition;
}

export interface OptionLine {
  readonly kind: 'option';
  readonly name: string;
  /** undefined: there is no `=`. */
  readonly value: string | undefined;
  readonly at: SourcePosition;
  /** The value's first character. */
  readonly valueAt: SourcePosition;
}

export interface IncludeLine {
  readonly kind: 'include';
  readonly path: string;
  readonly at: SourcePosition;
}

export type JobLine = SectionLine | OptionLine | IncludeLine;

/** What fio reads of a line; a job that needs more was not written for it. */
const longestLine = 4096;

/**
 * @param file - its name in messages
 * @throws VfloadError ERR_VFLOAD_JOB_FILE for a line that is none, with its place
 */
export function jobLines(file: string, text: string): JobLine[] {
  // Some editors begin a file with a byte order mark.
  const lines = text.replace(/^\uFEFF/, '').split('\n');
  return lines.flatMap((line, index) => jobLine(line, { file, line: index + 1, column: 1 }) ?? []);
}

function jobLine(line: string, lineAt: SourcePosition): JobLine | undefined {
  const start = line.length - line.trimStart().length;
  const text = line.slice(start, contentEnd(line));
  if (text === '') return undefined;
  const at = { ...lineAt, column: start + 1 };
  if (text.length > longestLine) {
    throw errorAt(at, `the line has ${text.length} characters.`, {
      cause: `a line of a job file has ${longestLine} at most, in fio too`,
      remedy: 'Split it: an option can be given on a line each.',
    });
  }
  const broken = text.indexOf('\uFFFD');
  if (broken >= 0) {
    throw errorAt({ ...at, column: at.column + broken }, 'the line is not UTF-8.', {
      remedy: 'Save the file as UTF-8; comments may have any encoding.',
    });
  }
  return text.startsWith('[') ? sectionLine(text, at) : optionLine(text, at);
}

/**
 * @returns where the line's content ends: at the first `;` or `#`, and before blanks and control characters (the CR of files
 * from Windows is one). A loop, since a pattern would go over long runs of blanks again and again.
 */
function contentEnd(line: string): number {
  const comment = line.search(/[;#]/);
  let end = comment < 0 ? line.length : comment;
  while (end > 0 && isBlank(line, end - 1)) end -= 1;
  return end;
}

/** Blanks and control characters. */
function isBlank(line: string, index: number): boolean {
  return line.charCodeAt(index) <= 0x20 || line.charCodeAt(index) === 0x7f;
}

function sectionLine(text: string, at: SourcePosition): SectionLine {
  const closing = text.lastIndexOf(']');
  if (closing < 0) {
    throw errorAt(at, `the section ${quoted(text)} is not closed.`, {
      remedy: 'Write [NAME]; a name contains neither ; nor #, which begin comments.',
    });
  }
  if (closing < text.length - 1) {
    const rest = { ...at, column: at.column + closing + 1 };
    throw errorAt(rest, `there is ${quoted(text.slice(closing + 1).trim())} after the section's name.`, {
      remedy: 'Options go on lines of their own below the section.',
    });
  }
  const name = text.slice(1, -1);
  if (name.trim() === '') {
    throw errorAt(at, 'the section has no name.', { remedy: 'Write [global] or [NAME].' });
  }
  refuseControlCharacters(name, { ...at, column: at.column + 1 });
  return { kind: 'section', name, at };
}

function optionLine(text: string, at: SourcePosition): OptionLine | IncludeLine {
  // fio takes both forms.
  const include = /^include(?:\s*=|\s|$)/.exec(text)?.[0];
  if (include !== undefined) return includeLine(text.slice(include.length).trim(), at);
  const equals = text.indexOf('=');
  if (equals === 0) {
    throw errorAt(at, 'there is no option before the "=".', { remedy: 'Write OPTION=VALUE.' });
  }
  const name = equals < 0 ? text : text.slice(0, equals).trimEnd();
  refuseControlCharacters(text, at);
  if (equals < 0) return { kind: 'option', name, value: undefined, at, valueAt: at };
  const behind = text.slice(equals + 1);
  const value = behind.trimStart();
  const column = at.column + equals + 1 + behind.length - value.length;
  return { kind: 'option', name, value, at, valueAt: { ...at, column } };
}

function includeLine(path: string, at: SourcePosition): IncludeLine {
  if (path === '') {
    throw errorAt(at, 'include names no file.', { remedy: 'Write include FILE.' });
  }
  refuseControlCharacters(path, at);
  return { kind: 'include', path, at };
}

/** Tabs between words apart, they are no part of any name or value, and terminals take them as commands. */
function refuseControlCharacters(text: string, at: SourcePosition): void {
  for (let index = 0; index < text.length; index += 1) {
    if (!isBlank(text, index) || text[index] === ' ' || text[index] === '\t') continue;
    throw errorAt({ ...at, column: at.column + index }, 'there is a control character in the line.', {
      remedy: 'Remove it; some editors show it with "show invisibles".',
    });
  }
}
