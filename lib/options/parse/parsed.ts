/** What parsing one value comes to. The caller knows the option's name and makes the error. */
export type Parsed<Value> =
  | { ok: true; value: Value }
  | {
      ok: false;
      /** What is wrong with the text, as the end of a sentence: `has an unknown suffix "q"`. */
      problem: string;
      /** What to write instead, where that can be told. */
      remedy?: string;
    };

/** A parsed value. */
export function parsed<Value>(value: Value): Parsed<Value> {
  return { ok: true, value };
}

/** A refused text. */
export function refused(problem: string, remedy?: string): Parsed<never> {
  return remedy === undefined ? { ok: false, problem } : { ok: false, problem, remedy };
}
