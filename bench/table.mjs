// The rows as a table: aligned for people, or in Markdown.
import Table from 'cli-table3';
import { verdictOf } from './cases/case.mjs';

/** @import { Row } from './cases/case.mjs' */
/** @import { Machine } from './machine.mjs' */

const heads = ['case', 'compared', 'median', '95 %', 'rounds', 'goal', 'verdict', 'CPU-ns per I/O'];

/** @param {Machine} machine */
export function describeHead(machine) {
  const load = machine.load.map((value) => value.toFixed(2)).join(' ');
  return [
    `${machine.date}, Linux ${machine.kernel}, ${machine.cpu}, clock source ${machine.clock}, load ${load}`,
    `${machine.fio}, ${machine.compiler}; 4 KiB, all statistics on, the same offsets for all`,
    'median of paired rounds with its bootstrap interval; rounds: used + dropped, ! too few undisturbed: all are used',
    'fio reduced: gtod_reduce, norandommap, io_uring with file and buffers registered; one I/O a submission, as vfload',
    'verdict: ? the interval holds the goal; CPU-ns: whole process with kernel workers, without start and end',
  ];
}

/**
 * @param {Row} row
 * @returns {string[]}
 */
function cells(row) {
  const text = (/** @type {number} */ value) => value.toFixed(row.digits);
  const { low, middle, high } = row.estimate;
  const goal = [
    ...(row.goal?.least === undefined ? [] : [`≥ ${text(row.goal.least)}`]),
    ...(row.goal?.most === undefined ? [] : [`≤ ${text(row.goal.most)}`]),
  ];
  return [
    row.case,
    row.quantity,
    text(middle),
    `${text(low)}–${text(high)}`,
    `${row.used}+${row.dropped}${row.disturbed ? '!' : ''}`,
    goal.join(' '),
    verdictOf(row),
    Object.values(row.cpuNsPerIo ?? {})
      .map((ns) => ns.toFixed(0))
      .join(' / '),
  ];
}

/**
 * A row on its own, for who watches.
 *
 * @param {Row} row
 */
export function describeRow(row) {
  const [, quantity, middle, interval, rounds, goal, verdict, cpu] = cells(row);
  return `  ${quantity}: ${middle} (${interval}; ${rounds})  ${goal} ${verdict}  ${cpu}`.trimEnd();
}

/** @param {readonly Row[]} rows */
export function plainTable(rows) {
  const bare = { top: '', 'top-mid': '', 'top-left': '', 'top-right': '', bottom: '', 'bottom-mid': '' };
  const inner = { 'bottom-left': '', 'bottom-right': '', left: '', 'left-mid': '', mid: '', 'mid-mid': '' };
  const table = new Table({
    head: heads,
    chars: { ...bare, ...inner, right: '', 'right-mid': '', middle: '  ' },
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0 },
  });
  for (const row of rows) table.push(cells(row));
  return table.toString();
}

/** @param {readonly Row[]} rows */
export function markdownTable(rows) {
  const line = (/** @type {string[]} */ texts) => `| ${texts.join(' | ')} |`;
  return [line(heads), line(heads.map(() => '---')), ...rows.map((row) => line(cells(row)))].join('\n');
}
