/** HTML out of pieces of which only those are taken for markup that were made here: all else is text, and escaped. */

/** Text that is HTML. */
export class Markup {
  readonly text: string;

  /** @param text - taken as it is: `html` is what makes markup of data */
  constructor(text: string) {
    this.text = text;
  }
}

/** What may stand in a template: nothing is made of `undefined`. */
export type Piece = Markup | string | number | undefined | readonly Piece[];

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text for HTML, also between the quotes of an attribute. Control characters, which HTML has no way to write, are shown. */
export function escaped(text: string): string {
  return text
    .replace(/[&<>"']/g, (character) => entities[character] ?? character)
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g, '\ufffd');
}

function textOf(piece: Piece): string {
  if (piece === undefined) return '';
  if (piece instanceof Markup) return piece.text;
  if (typeof piece === 'string' || typeof piece === 'number') return escaped(piece.toString());
  return piece.map(textOf).join('');
}

/** A template of HTML; what is put in is escaped unless it is markup. Attributes need quotes around what is put in. */
export function html(parts: TemplateStringsArray, ...pieces: readonly Piece[]): Markup {
  return new Markup(parts.map((part, index) => part + textOf(pieces[index])).join(''));
}

/** JSON for a script element, which ends at `</script` whatever that stands in. */
export function jsonForScript(value: unknown): Markup {
  return new Markup(JSON.stringify(value).replaceAll('<', '\\u003c'));
}
