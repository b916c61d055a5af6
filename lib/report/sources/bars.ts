/** Bars of characters, an eighth of one long at the least. */

const eighths = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'];

/** A bar for a share of the whole width, 0 to 1; where there is anything at all it can be seen. */
export function bar(share: number, width: number): string {
  if (!(share > 0)) return '';
  const parts = Math.max(1, Math.round(Math.min(1, share) * width * 8));
  return '█'.repeat(Math.floor(parts / 8)) + (eighths[parts % 8] ?? '');
}
