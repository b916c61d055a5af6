/** Tables that were made of results: none of them can be read as results. */

/** What a file is, by its first lines, as the end of a sentence; undefined: no table that is known. */
export function renderedTable(firstLines: readonly string[]): string | undefined {
  const [first = ''] = firstLines;
  if (/^NAME\s+WORKLOAD\s+Bandwidth\s+IOPS\s*$/.test(first)) return "a table of the study's form";
  if (first.startsWith('source,configuration,job,group,repeat,direction,'))
    return 'a table with comma-separated values that vfload printed';
  if (
    firstLines.some((line) => /^\|(?:.*\|)+\s*$/.test(line)) &&
    firstLines.some((line) => /^\|[-: |]+\|\s*$/.test(line))
  )
    return 'a table in Markdown';
  if (firstLines.some((line) => /^\s*run\s+MiB\/s\s+IOPS\s/.test(line))) return 'a table that vfload printed';
  return undefined;
}
