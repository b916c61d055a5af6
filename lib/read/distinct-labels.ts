/** Configurations of several journals in one table: what was measured apart is not one cell. */
import type { Source } from './entry.ts';
import { sourceName } from './source-name.ts';

/** Labels of journals that another file has as well get the file's name, and where that is the same, too, its path. */
export function withDistinctLabels(sources: readonly Source[]): Source[] {
  const labels = new Map(
    sources.map((source) => [source, new Set(source.entries.map(({ configuration }) => configuration))]),
  );
  return sources.map((source) => {
    if (source.format !== 'journal') return source;
    const renamed = (label: string): string => {
      const others = sources.filter((other) => other !== source && labels.get(other)?.has(label) === true);
      if (others.length === 0) return label;
      const name = sourceName(source.path);
      const isNamedAlike = others.some((other) => sourceName(other.path) === name);
      return `${label} (${isNamedAlike ? source.path : name})`;
    };
    const names = new Map([...(labels.get(source) ?? [])].map((label) => [label, renamed(label)]));
    const entries = source.entries.map((entry) => ({
      ...entry,
      configuration: names.get(entry.configuration) ?? entry.configuration,
    }));
    return { ...source, entries };
  });
}
