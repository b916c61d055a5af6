/** Cells: what is compared with its like. A job in one direction, with its repeats. */
import type { Entry, EntryDirection, EntrySettings, Source, Tool } from '../read/entry.ts';
import { groupBy } from '../stats/inference/group-by.ts';
import { type GeneratorCost, generatorCost } from './generator-cost.ts';

export interface CellRepeat {
  repeat: number;
  session: string | undefined;
  block: number | undefined;
  position: number;
  /** Jobs of the same name that were reported apart. */
  members: Entry[];
}

export interface Cell {
  /** The file, as it was named. */
  source: string;
  configuration: string;
  run: string;
  job: string;
  direction: EntryDirection;
  settings: EntrySettings;
  tool: Tool;
  /** Measured to their end, in their order. */
  repeats: CellRepeat[];
  /** Why other repeats are none of them: `ENODEV`, `stopped`, … */
  left: string[];
  /** Some were too short to be trusted. */
  isShort: boolean;
  /** Some show the tool's own speed. */
  isGeneratorBound: boolean;
  cost: GeneratorCost | undefined;
}

/** All cells of a source in the order in which they come first. */
export function cellsOf(source: Source): Cell[] {
  const jobs = groupBy(source.entries, ({ configuration, run, job, group }) =>
    JSON.stringify([configuration, run, job, group]),
  );
  return [...jobs.values()].flatMap((entries) => {
    const cost = generatorCost(entries.filter(isWhole));
    const directions = new Set(entries.flatMap(({ direction }) => direction ?? []));
    return [...directions].flatMap((direction) =>
      cellOf(
        entries.filter((entry) => entry.direction === direction),
        direction,
        cost,
      ),
    );
  });
}

function isWhole({ outcome, isInterrupted }: Entry): boolean {
  return outcome === 'measured' && isInterrupted !== true;
}

function cellOf(
  entries: readonly Entry[],
  direction: EntryDirection,
  cost: GeneratorCost | undefined,
): Cell[] {
  const repeats = [...groupBy(entries, ({ repeat }) => repeat).values()];
  const whole = repeats.filter((members) => members.every(isWhole));
  // What was asked for is told best by a repeat that was done.
  const [first] = whole[0] ?? entries;
  if (first === undefined) return [];
  const { source, configuration, run, job, settings, tool } = first;
  return [
    {
      ...{ source, configuration, run, job, direction, settings, tool, cost },
      repeats: whole.flatMap(cellRepeat).sort((a, b) => a.position - b.position),
      left: [
        ...new Set(
          repeats
            .filter((members) => !whole.includes(members))
            .flatMap((members) => members.filter((entry) => !isWhole(entry)).map(reasonOf)),
        ),
      ],
      isShort: whole.flat().some(({ isShort }) => isShort === true),
      isGeneratorBound: whole.flat().some((entry) => entry.isGeneratorBound === true),
    },
  ];
}

function cellRepeat(members: Entry[]): CellRepeat[] {
  const [first] = members;
  if (first === undefined) return [];
  const { repeat, session, block, position } = first;
  return [{ repeat, session, block, position, members }];
}

function reasonOf({ outcome, error, isInterrupted }: Entry): string {
  if (isInterrupted === true) return 'stopped';
  return error === undefined ? outcome : `${outcome}: ${error}`;
}
