/** Tables behind charts. Everything is set as text: names come from whoever measured. */

/** @returns a table with a head; the first cell of each row names it */
export function tableOf(
  caption: string,
  head: readonly string[],
  rows: readonly (readonly string[])[],
): HTMLTableElement {
  const table = document.createElement('table');
  table.className = 'plain';
  const title = table.createCaption();
  title.textContent = caption;
  title.className = 'unseen';
  const headRow = table.createTHead().insertRow();
  for (const text of head) headRow.append(headCell(text, 'col'));
  const body = table.createTBody();
  for (const [first = '', ...others] of rows) {
    const row = body.insertRow();
    row.append(headCell(first, 'row'));
    for (const text of others) row.insertCell().textContent = text;
  }
  return table;
}

function headCell(text: string, scope: 'col' | 'row'): HTMLTableCellElement {
  const cell = document.createElement('th');
  cell.scope = scope;
  cell.textContent = text;
  return cell;
}
