/** One line of an iolog, read as fio reads it: field after field, with blanks between them, and whatever follows is left alone. */

/** What the first line of a log says about the others. */
export type IologVersion = 2 | 3;

/** What a line asks for: something with a file, or an I/O in it. Times are µs; version 2 has none. */
export type LogLine =
  | { kind: 'file'; timeUs: number; name: string; action: string }
  | { kind: 'io'; timeUs: number; name: string; action: string; offset: number; bytes: number };

/** fio's names are as long. A line that has a longer one is none. */
const longestName = 4095;

/** @returns the version that a first line names; undefined: no iolog that can be read. */
export function versionOf(firstLine: string): IologVersion | undefined {
  if (firstLine.startsWith('fio version 2 iolog')) return 2;
  return firstLine.startsWith('fio version 3 iolog') ? 3 : undefined;
}

/** @returns undefined for a line that is neither. */
export function parseLogLine(text: string, version: IologVersion): LogLine | undefined {
  const fields = new Fields(text);
  const timeUs = version === 2 ? 0 : fields.number();
  const name = fields.word();
  const action = fields.word();
  if (timeUs === undefined || name === undefined || action === undefined || name.length > longestName) {
    return undefined;
  }
  const offset = fields.number();
  if (offset === undefined) return { kind: 'file', timeUs, name, action };
  const bytes = fields.number();
  return bytes === undefined ? undefined : { kind: 'io', timeUs, name, action, offset, bytes };
}

const zero = 0x30;
const nine = 0x39;

/** As scanf takes them: a number ends where its digits do, and what touches it is the next field. */
class Fields {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  /** @returns undefined where none begins, or it is more than a double tells exactly. */
  number(): number | undefined {
    this.#skipBlanks();
    const start = this.#at;
    let value = 0;
    for (;;) {
      const code = this.#text.charCodeAt(this.#at);
      if (!(code >= zero && code <= nine)) break;
      value = value * 10 + (code - zero);
      this.#at += 1;
    }
    return this.#at > start && Number.isSafeInteger(value) ? value : undefined;
  }

  word(): string | undefined {
    this.#skipBlanks();
    const start = this.#at;
    while (this.#at < this.#text.length && !isBlank(this.#text.charCodeAt(this.#at))) this.#at += 1;
    return this.#at === start ? undefined : this.#text.slice(start, this.#at);
  }

  #skipBlanks(): void {
    while (this.#at < this.#text.length && isBlank(this.#text.charCodeAt(this.#at))) this.#at += 1;
  }
}

/** As C's isspace has it. */
function isBlank(code: number): boolean {
  return code === 0x20 || (code >= 0x09 && code <= 0x0d);
}
