/**
 * JSON as tools that print it by hand have written it over the years: with keys twice, `nan` and `inf`, a comma too many or too
 * few. What is odd is told with its line; what is left is plain data.
 */

export type JsonValue = string | number | boolean | null | JsonValue[] | JsonObject;

/** Without a prototype: any key is a member. */
export interface JsonObject {
  [key: string]: JsonValue;
}

export interface LenientJson {
  value: JsonValue;
  /** The line that an object begins in, from 1 on. */
  lineOf: (object: JsonObject) => number;
}

/** Nothing that fio writes is nested like that. */
const deepest = 64;

class Problem extends Error {}

const numberText = /[-+]?(?:nan|inf(?:inity)?|\d+(?:\.\d*)?(?:e[-+]?\d+)?|\.\d+)/iy;
const stringText = /"(?:[^"\\]|\\[\s\S])*"/y;
const wordText = /true|false|null/y;

class Parser {
  readonly #text: string;
  readonly #warn: (line: number, message: string) => void;
  readonly #lines = new Map<JsonObject, number>();
  /** Objects below which keys may be there twice: there the last one counts, as for who wrote it. */
  readonly #mayRepeat: RegExp;
  #at = 0;
  #line: number;

  constructor(
    text: string,
    firstLine: number,
    mayRepeat: RegExp,
    warn: (line: number, message: string) => void,
  ) {
    this.#text = text;
    this.#line = firstLine;
    this.#mayRepeat = mayRepeat;
    this.#warn = warn;
  }

  parse(): LenientJson {
    const value = this.#value(0, '');
    this.#blanks();
    if (this.#at < this.#text.length) throw this.#problem('goes on after its end');
    return { value, lineOf: (object) => this.#lines.get(object) ?? 0 };
  }

  #problem(what: string): Problem {
    return new Problem(`${what}, at line ${this.#line}`);
  }

  #blanks(): void {
    for (; this.#at < this.#text.length; this.#at += 1) {
      const code = this.#text.charCodeAt(this.#at);
      if (code === 10) this.#line += 1;
      else if (code !== 32 && code !== 9 && code !== 13) return;
    }
  }

  #match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0];
    if (found !== undefined) this.#at += found.length;
    return found;
  }

  #value(depth: number, name: string): JsonValue {
    if (depth > deepest) throw this.#problem('is nested too deeply');
    this.#blanks();
    switch (this.#text[this.#at]) {
      case '{':
        return this.#object(depth, name);
      case '[':
        return this.#array(depth, name);
      case '"':
        return this.#string();
      default:
        return this.#word();
    }
  }

  #word(): JsonValue {
    const word = this.#match(wordText);
    if (word !== undefined) return word === 'null' ? null : word === 'true';
    const number = this.#match(numberText);
    if (number === undefined) throw this.#problem(`has no value where one belongs`);
    const value = Number(number);
    if (Number.isFinite(value)) return value;
    this.#warn(this.#line, `${number} is no number: taken for a figure that there is not`);
    return null;
  }

  #string(): string {
    const quoted = this.#match(stringText);
    if (quoted === undefined) throw this.#problem('has a text without an end');
    const [before] = [this.#line];
    for (const character of quoted) if (character === '\n') this.#line += 1;
    try {
      return JSON.parse(quoted) as string;
    } catch {
      // Paths and descriptions are printed as they are, backslashes and all.
      if (this.#line === before) this.#warn(before, 'a text with characters that JSON does not allow');
      return quoted.slice(1, -1);
    }
  }

  /** @returns whether there is another one after a comma, or after one that is missing */
  #continues(closing: string, count: number): boolean {
    this.#blanks();
    if (this.#at >= this.#text.length) throw this.#problem('ends too early');
    if (this.#text[this.#at] === ',') {
      this.#at += 1;
      if (count === 0) this.#warn(this.#line, 'a comma before anything');
      this.#blanks();
      if (this.#text[this.#at] === closing) this.#warn(this.#line, 'a comma with nothing after it');
    } else if (count > 0 && this.#text[this.#at] !== closing) {
      this.#warn(this.#line, 'a comma is missing');
    }
    if (this.#text[this.#at] !== closing) return true;
    this.#at += 1;
    return false;
  }

  #array(depth: number, name: string): JsonValue[] {
    this.#at += 1;
    const items: JsonValue[] = [];
    while (this.#continues(']', items.length)) items.push(this.#value(depth + 1, name));
    return items;
  }

  #object(depth: number, name: string): JsonObject {
    const object = Object.create(null) as JsonObject;
    this.#lines.set(object, this.#line);
    this.#at += 1;
    for (let count = 0; this.#continues('}', count); count += 1) {
      if (this.#text[this.#at] !== '"') throw this.#problem('has a value without a name');
      const key = this.#string();
      this.#blanks();
      if (this.#text[this.#at] !== ':') throw this.#problem(`has no value for "${key.slice(0, 40)}"`);
      this.#at += 1;
      if (key in object && !this.#mayRepeat.test(name))
        this.#warn(this.#line, `"${key.slice(0, 40)}" is there twice: the last one counts`);
      object[key] = this.#value(depth + 1, key);
    }
    return object;
  }
}

/**
 * @param firstLine - what line of its file the text begins in
 * @param mayRepeat - names of objects in which a key may be there twice
 * @returns what it says, or what makes it unreadable
 */
export function parseLenientJson(
  text: string,
  firstLine: number,
  mayRepeat: RegExp,
  warn: (line: number, message: string) => void,
): LenientJson | { problem: string } {
  try {
    return new Parser(text, firstLine, mayRepeat, warn).parse();
  } catch (error) {
    if (error instanceof Problem) return { problem: error.message };
    throw error;
  }
}

/** An object, or undefined. */
export function objectIn(value: JsonValue | undefined): JsonObject | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined;
}

export function numberIn(value: JsonValue | undefined): number | undefined {
  return typeof value === 'number' ? value : undefined;
}

export function textIn(value: JsonValue | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
