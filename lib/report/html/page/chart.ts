/** A line chart that the keyboard can read: uPlot with our colours, a legend of values, and arrow keys for the cursor. */
import uPlot from 'uplot';

export interface ChartLine {
  name: string;
  /** Which of the configurations' colours. */
  color: number;
  /** Lines of one configuration are told apart by the dash. */
  dash: number;
  xs: readonly number[];
  ys: readonly (number | null)[];
}

export interface ChartLook {
  /** What the chart shows, for those who do not see it. */
  label: string;
  xName: string;
  isLogarithmic: boolean;
  /** A step at each point, or points alone. */
  kind: 'steps' | 'points';
  xText: (value: number) => string;
  yText: (value: number) => string;
  /** Ends of the y axis; undefined: from 0 to the largest value. */
  yEnds: readonly [number, number] | undefined;
}

/** What makes an axis of uPlot a logarithmic one. */
const logarithmicScale = { distr: 3 } as const;

const colorCount = 9;
const dashes: readonly number[][] = [[], [7, 4], [2, 3], [10, 4, 2, 4]];
const heightPx = 280;
const font = '12px system-ui, sans-serif';

/** A colour of the style, as the theme has it: canvases do not know variables. */
function color(name: string): string {
  const probe = document.createElement('span');
  probe.style.color = `var(${name})`;
  document.body.append(probe);
  const { color: resolved } = getComputedStyle(probe);
  probe.remove();
  return resolved;
}

/** One x axis for all lines: where a line has no point of its own there is none, or in steps the one before it. */
function aligned(lines: readonly ChartLine[], kind: ChartLook['kind']): uPlot.AlignedData {
  const xs = [...new Set(lines.flatMap((line) => [...line.xs]))].sort((a, b) => a - b);
  const rows = lines.map((line) => {
    const own = new Map(line.xs.map((x, index) => [x, line.ys[index] ?? null]));
    let before: number | null = kind === 'steps' ? 0 : null;
    const last = line.xs.at(-1) ?? -Infinity;
    return xs.map((x) => {
      const value = own.get(x);
      if (kind !== 'steps') return value ?? null;
      before = value ?? before;
      return x > last ? null : before;
    });
  });
  return [xs, ...rows];
}

function seriesOf(line: ChartLine, look: ChartLook): uPlot.Series {
  const { stepped } = uPlot.paths;
  const paths = look.kind === 'points' ? () => null : stepped?.({ align: 1 });
  return {
    label: line.name,
    stroke: () => color(`--c${line.color % colorCount}`),
    width: 2,
    dash: dashes[line.dash % dashes.length] ?? [],
    points: {
      show: look.kind === 'points' || line.xs.length === 1,
      size: 8,
      fill: () => color(`--c${line.color % colorCount}`),
    },
    spanGaps: true,
    ...(paths === undefined ? {} : { paths }),
    value: (_plot, value: number | null) => (value === null ? '–' : look.yText(value)),
  };
}

/** `10µs` of `10.0µs`: ticks are round. */
function withoutZeros(text: string): string {
  return text.replace(/\.0+(?=\D)/, '');
}

function axis(text: (value: number) => string, size: number): uPlot.Axis {
  return {
    stroke: () => color('--soft'),
    font,
    size,
    grid: { stroke: () => color('--line'), width: 1 },
    ticks: { stroke: () => color('--line'), width: 1, size: 5 },
    values: (_plot, splits) => splits.map((split) => withoutZeros(text(split))),
  };
}

/** Decades; where there are few of them 2 and 5 between them. */
function logarithmicSplits(low: number, high: number): number[] {
  const first = Math.floor(Math.log10(low));
  const last = Math.ceil(Math.log10(high));
  const marks = Array.from({ length: last - first + 1 }, (_none, index) => 10 ** (first + index)).flatMap(
    (decade) => (last - first > 3 ? [decade] : [decade, 2 * decade, 5 * decade]),
  );
  return marks.filter((mark) => mark >= low && mark <= high);
}

function optionsOf(lines: readonly ChartLine[], look: ChartLook, width: number): uPlot.Options {
  const xAxis = axis(look.xText, 40);
  return {
    width,
    height: heightPx,
    scales: {
      x: xScale(lines, look),
      y: {
        range:
          look.yEnds === undefined ? (_plot, _min, max) => [0, max > 0 ? max * 1.08 : 1] : [...look.yEnds],
      },
    },
    axes: [
      look.isLogarithmic
        ? {
            ...xAxis,
            splits: (_plot, _axis, low, high) => logarithmicSplits(low, high),
            filter: (_plot, splits) => splits,
          }
        : xAxis,
      axis(look.yText, 78),
    ],
    series: [
      {
        label: look.xName,
        value: (_plot, value: number | null) => (value === null ? '–' : look.xText(value)),
      },
      ...lines.map((line) => seriesOf(line, look)),
    ],
    cursor: { points: { size: 8 }, drag: { x: true, y: false } },
    legend: {
      live: true,
      markers: {
        width: 0,
        fill: (_plot, index) => color(`--c${(lines[index - 1]?.color ?? 0) % colorCount}`),
      },
    },
  };
}

function xScale(lines: readonly ChartLine[], look: ChartLook): uPlot.Scale {
  const scale: uPlot.Scale = { time: false, ...paddedRange(lines, look) };
  return look.isLogarithmic ? Object.assign(scale, logarithmicScale) : scale;
}

/** Points at the very ends of the axis would be cut in half. */
function paddedRange(lines: readonly ChartLine[], look: ChartLook): Pick<uPlot.Scale, 'range'> {
  if (look.kind !== 'points') return {};
  const xs = lines.flatMap((line) => [...line.xs]);
  const [low, high] = [Math.min(...xs), Math.max(...xs)];
  const room = Math.max(0.5, (high - low) * 0.03);
  return { range: [low - room, high + room] };
}

/** The value under the cursor in words, for screen readers. */
function readOut(plot: uPlot, lines: readonly ChartLine[], look: ChartLook, index: number): string {
  const x = plot.data[0][index];
  const values = lines.flatMap((line, number) => {
    const value = plot.data[number + 1]?.[index];
    return value === null || value === undefined ? [] : [`${line.name} ${look.yText(value)}`];
  });
  return x === undefined ? '' : `${look.xName} ${look.xText(x)}: ${values.join(', ')}`;
}

function hearKeys(box: HTMLElement, plot: uPlot, spoken: HTMLElement, tell: (index: number) => string): void {
  let index = -1;
  box.addEventListener('keydown', (event) => {
    const last = plot.data[0].length - 1;
    const steps: Record<string, number> = {
      ArrowRight: index + 1,
      ArrowLeft: index - 1,
      PageUp: index + 10,
      PageDown: index - 10,
      Home: 0,
      End: last,
    };
    const wanted = steps[event.key];
    if (wanted === undefined) return;
    event.preventDefault();
    index = Math.max(0, Math.min(last, wanted));
    plot.setCursor({ left: plot.valToPos(plot.data[0][index] ?? 0, 'x'), top: plot.over.clientHeight / 2 });
    spoken.textContent = tell(index);
  });
}

/** A chart in its place on the page, which it fills. */
export class Chart {
  private readonly box: HTMLElement;
  private plot: uPlot | undefined;

  constructor(box: HTMLElement) {
    this.box = box;
    new ResizeObserver(() => {
      const width = box.clientWidth;
      if (width > 0 && this.plot !== undefined && this.plot.width !== width) {
        this.plot.setSize({ width, height: heightPx });
      }
    }).observe(box);
  }

  /** Replaces what is shown; nothing of nothing. */
  show(lines: readonly ChartLine[], look: ChartLook): void {
    this.plot?.destroy();
    this.plot = undefined;
    const fresh = document.createElement('div');
    this.box.replaceChildren(fresh);
    if (lines.length === 0) return;
    const plot = new uPlot(
      optionsOf(lines, look, Math.max(200, this.box.clientWidth)),
      aligned(lines, look.kind),
      fresh,
    );
    this.plot = plot;
    const spoken = document.createElement('p');
    spoken.className = 'unseen';
    spoken.setAttribute('aria-live', 'polite');
    // The legend's values follow the cursor; what is told is told by the line below.
    plot.root.querySelector('.u-legend')?.setAttribute('aria-hidden', 'true');
    const drawing = plot.root.querySelector<HTMLElement>('.u-wrap');
    if (drawing === null) return;
    drawing.tabIndex = 0;
    drawing.setAttribute('role', 'img');
    drawing.setAttribute(
      'aria-label',
      `${look.label} Arrow keys read the values; the table below has them all.`,
    );
    fresh.append(spoken);
    hearKeys(drawing, plot, spoken, (index) => readOut(plot, lines, look, index));
  }

  /** After a change of colours. */
  redraw(): void {
    this.plot?.redraw(false);
  }
}
