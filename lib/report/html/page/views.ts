/** The run that the reader has chosen: its charts, and the tables behind them. */
import type { PageData, View, ViewLine } from '../page-data.ts';
import { Chart, type ChartLine, type ChartLook } from './chart.ts';
import { iops, latency } from '../../quantities.ts';
import { bandwidthUnit, share } from './units.ts';
import { tableOf } from './table.ts';

/** What a chart draws of a view, and its table. */
interface Drawn {
  lines: ChartLine[];
  look: ChartLook;
  head: string[];
  rows: string[][];
}

type Drawing = (view: View, names: readonly string[]) => Drawn;

const percentiles = [0.5, 0.9, 0.95, 0.99, 0.999, 0.9999, 1];

function latencyAt(line: ViewLine, wanted: number): string {
  const index = line.shares.findIndex((each) => each >= wanted);
  const value = line.latenciesNs[index < 0 ? line.latenciesNs.length - 1 : index];
  return value === undefined ? '–' : latency(value);
}

const latencyDrawing: Drawing = (view, names) => {
  const known = view.lines.filter(({ latenciesNs }) => latenciesNs.length > 0);
  const nameOf = (line: ViewLine): string => names[line.configuration] ?? '';
  return {
    lines: known.map((line) => ({
      ...{ name: nameOf(line), color: line.configuration, dash: line.configuration },
      ...{ xs: line.latenciesNs, ys: line.shares },
    })),
    look: {
      label: 'Line chart: share of I/Os by completion latency.',
      xName: 'Latency',
      isLogarithmic: true,
      kind: 'steps',
      xText: latency,
      yText: share,
      yEnds: [0, 1],
    },
    head: ['Configuration', ...percentiles.map((each) => (each === 1 ? 'largest' : share(each)))],
    rows: known.map((line) => [nameOf(line), ...percentiles.map((each) => latencyAt(line, each))]),
  };
};

interface Throughput {
  valueOf: (repeat: ViewLine['repeats'][number]) => number | null;
  text: (value: number) => string;
}

/** B/s where every repeat tells of them, else I/Os per second. */
function throughput(view: View): Throughput {
  const bytes = view.lines.flatMap(({ repeats }) => repeats.map(({ bytesPerSecond }) => bytesPerSecond));
  if (bytes.includes(null))
    return { valueOf: (repeat) => repeat.iops, text: (value) => `${iops(value)} IOPS` };
  const { divisor, text } = bandwidthUnit(bytes.map(Number));
  return { valueOf: ({ bytesPerSecond }) => Number(bytesPerSecond) / divisor, text };
}

const orderDrawing: Drawing = (view, names) => {
  const { valueOf, text } = throughput(view);
  const nameOf = (line: ViewLine): string => names[line.configuration] ?? '';
  const inOrder = view.lines
    .flatMap((line) => line.repeats.map((repeat) => ({ line, repeat })))
    .sort((a, b) => a.repeat.position - b.repeat.position);
  return {
    lines: view.lines.map((line) => ({
      ...{ name: nameOf(line), color: line.configuration, dash: 0 },
      xs: line.repeats.map(({ position }) => position + 1),
      ys: line.repeats.map(valueOf),
    })),
    look: {
      label: 'Chart: throughput of each repeat by its place in the order of execution.',
      xName: 'Place in the order',
      isLogarithmic: false,
      kind: 'points',
      xText: (value) => (Number.isInteger(value) ? value.toString() : ''),
      yText: text,
      yEnds: undefined,
    },
    head: ['Place', 'Configuration', 'Repeat', 'Throughput'],
    rows: inOrder.map(({ line, repeat }) => {
      const value = valueOf(repeat);
      const place = (repeat.position + 1).toString();
      return [place, nameOf(line), repeat.repeat.toString(), value === null ? '–' : text(value)];
    }),
  };
};

const drawings: Readonly<Record<string, Drawing>> = {
  latency: latencyDrawing,
  order: orderDrawing,
};

/** A chart's figure on the page, with its table and what is said where there is nothing. */
class Figure {
  private readonly chart: Chart;
  private readonly table: Element | null;
  private readonly details: HTMLElement | null;
  private readonly nothing: HTMLElement | null;
  private readonly title: string;
  private readonly drawing: Drawing;

  constructor(element: HTMLElement, plot: HTMLElement, drawing: Drawing) {
    this.chart = new Chart(plot);
    this.details = element.querySelector('details');
    this.table = element.querySelector('details > div');
    this.nothing = element.querySelector('.nothing');
    this.title = element.querySelector('h3')?.textContent ?? '';
    this.drawing = drawing;
  }

  show(view: View, names: readonly string[]): void {
    const { lines, look, head, rows } = this.drawing(view, names);
    const isEmpty = lines.every(({ xs }) => xs.length === 0);
    if (this.nothing !== null) this.nothing.hidden = !isEmpty;
    if (this.details !== null) this.details.hidden = isEmpty;
    this.chart.show(isEmpty ? [] : lines, look);
    this.table?.replaceChildren(tableOf(this.title, head, rows));
  }

  redraw(): void {
    this.chart.redraw();
  }
}

function figures(): Figure[] {
  return Object.entries(drawings).flatMap(([id, drawing]) => {
    const element = document.getElementById(`chart-${id}`);
    const plot = element?.querySelector<HTMLElement>('.plot');
    return element === null || plot === null || plot === undefined
      ? []
      : [new Figure(element, plot, drawing)];
  });
}

/**
 * Shows the first view, and others as they are chosen.
 *
 * @returns what draws the charts again, after a change of colours
 */
export function showViews({ configurations, views }: PageData): () => void {
  const select = document.getElementById('view');
  if (!(select instanceof HTMLSelectElement)) return () => undefined;
  const all = figures();
  const show = (): void => {
    const view = views[Number(select.value)];
    if (view !== undefined) for (const figure of all) figure.show(view, configurations);
  };
  const step = (by: number): void => {
    select.selectedIndex = (select.selectedIndex + by + views.length) % views.length;
    show();
  };
  select.addEventListener('change', show);
  document.getElementById('view-before')?.addEventListener('click', () => {
    step(-1);
  });
  document.getElementById('view-after')?.addEventListener('click', () => {
    step(1);
  });
  show();
  return () => {
    for (const figure of all) figure.redraw();
  };
}
