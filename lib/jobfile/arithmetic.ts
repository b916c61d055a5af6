/** Whole-number arithmetic as `bc` does it without a scale, which is what fio hands such values to (fio-semantics 1.2). */
import { type Parsed, parsed, refused } from '../options/parse/parsed.ts';

/** Far more than any size or time; keeps a row of multiplications from growing without end. */
const largest = 10n ** 30n;
const deepestBrackets = 64;

/** @returns whether a text has nothing but numbers, `+ - * / %`, brackets and blanks. */
export function isArithmetic(text: string): boolean {
  return /^[\d+\-*/%() ]+$/.test(text);
}

/** The value of an expression for which `isArithmetic` holds. Divisions are cut off towards zero. */
export function evaluate(text: string): Parsed<bigint> {
  const tokens = text.match(/\d+|[+\-*/%()]/g) ?? [];
  try {
    const reader = new ExpressionReader(tokens);
    return parsed(reader.whole());
  } catch (error) {
    if (error instanceof ExpressionError) return refused(error.message);
    throw error;
  }
}

/** Thrown and caught within this file. */
class ExpressionError extends Error {}

/** Recursive descent: sum → product → factor. */
class ExpressionReader {
  readonly #tokens: readonly string[];
  #at = 0;
  #depth = 0;

  constructor(tokens: readonly string[]) {
    this.#tokens = tokens;
  }

  whole(): bigint {
    const value = this.#sum();
    if (this.#at < this.#tokens.length) throw this.#unexpected();
    return value;
  }

  #sum(): bigint {
    let value = this.#product();
    for (let sign = this.#take('+', '-'); sign !== undefined; sign = this.#take('+', '-')) {
      const right = this.#product();
      value = inRange(sign === '+' ? value + right : value - right);
    }
    return value;
  }

  #product(): bigint {
    let value = this.#factor();
    for (let sign = this.#take('*', '/', '%'); sign !== undefined; sign = this.#take('*', '/', '%')) {
      const right = this.#factor();
      if (sign !== '*' && right === 0n) throw new ExpressionError('divides by zero');
      if (sign === '*') value = inRange(value * right);
      else value = sign === '/' ? value / right : value % right;
    }
    return value;
  }

  #factor(): bigint {
    let isNegative = false;
    while (this.#take('-') !== undefined) isNegative = !isNegative;
    const value = this.#take('(') === undefined ? this.#number() : this.#bracket();
    return isNegative ? -value : value;
  }

  #bracket(): bigint {
    this.#depth += 1;
    if (this.#depth > deepestBrackets) throw new ExpressionError('has too many brackets');
    const value = this.#sum();
    if (this.#take(')') === undefined) throw this.#unexpected();
    this.#depth -= 1;
    return value;
  }

  #number(): bigint {
    const token = this.#tokens[this.#at];
    if (token === undefined || !/^\d/.test(token)) throw this.#unexpected();
    // More digits than that are too large in any case, and slow to convert.
    if (token.length > 40) throw new ExpressionError('has too large a number');
    this.#at += 1;
    return inRange(BigInt(token));
  }

  #take(...wanted: string[]): string | undefined {
    const token = this.#tokens[this.#at];
    if (token === undefined || !wanted.includes(token)) return undefined;
    this.#at += 1;
    return token;
  }

  #unexpected(): ExpressionError {
    const token = this.#tokens[this.#at];
    return new ExpressionError(token === undefined ? 'ends too early' : `has a "${token}" too many`);
  }
}

function inRange(value: bigint): bigint {
  if (value > largest || value < -largest) throw new ExpressionError('comes to too large a number');
  return value;
}
