/** Finds documents of JSON in lines of text: where one begins and where it ends. */

/** A line that begins one: all of fio's do so, and those that were made shorter by other tools. */
const opening = /^[[,\s]*\{/;
/** After something else in the same line. */
const openingWithin = /\{\s*(?:$|"fio version")/;

/** Longer ones are none of fio's. */
const longestDocument = 2 ** 28;

export interface DocumentText {
  text: string;
  /** From 1. */
  line: number;
  /** It never ended. */
  isCutOff: boolean;
}

/** @returns where in a line a document begins, or -1. */
export function documentStart(text: string): number {
  return opening.test(text) ? text.indexOf('{') : (openingWithin.exec(text)?.index ?? -1);
}

/** Collects the lines of one document after the other. */
export class DocumentCollector {
  #lines: string[] = [];
  #length = 0;
  #firstLine = 0;
  #depth = 0;
  #isInText = false;
  /** The document began with a line that is nothing but a brace. */
  #isPretty = false;

  /** A document has begun and not ended. */
  get isInside(): boolean {
    return this.#depth > 0;
  }

  /** Takes a line that begins a document at `start`, or that is within one (0). Returns what it ends, and what comes after. */
  add(text: string, start: number, number: number): { document?: DocumentText; rest: string } {
    if (this.isInside) {
      // Within a document that fio wrote no line is a lone brace at the very left: a new one begins.
      if (this.#isPretty && text === '{' && !this.#isInText) return { document: this.cutOff(), rest: text };
      if (this.#length > longestDocument) return { document: this.cutOff(), rest: '' };
    } else {
      this.#firstLine = number;
      this.#isPretty = text === '{';
    }
    const end = this.#scan(text, start);
    if (end < 0) {
      this.#lines.push(text.slice(start));
      this.#length += text.length;
      return { rest: '' };
    }
    this.#lines.push(text.slice(start, end + 1));
    return { document: this.#take(false), rest: text.slice(end + 1) };
  }

  /** What there is of a document that does not end. */
  cutOff(): DocumentText {
    return this.#take(true);
  }

  #take(isCutOff: boolean): DocumentText {
    const document = { text: this.#lines.join('\n'), line: this.#firstLine, isCutOff };
    this.#lines = [];
    this.#length = 0;
    this.#depth = 0;
    this.#isInText = false;
    return document;
  }

  /** @returns where the brace is that ends the document, or -1 */
  #scan(text: string, start: number): number {
    for (let at = start; at < text.length; at += 1) {
      const code = text.charCodeAt(at);
      if (this.#isInText) {
        if (code === 92) at += 1;
        else if (code === 34) this.#isInText = false;
      } else if (code === 34) this.#isInText = true;
      else if (code === 123) this.#depth += 1;
      else if (code === 125) {
        this.#depth -= 1;
        if (this.#depth === 0) return at;
      }
    }
    return -1;
  }
}
