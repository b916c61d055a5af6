/** Paths in fio's lists of files and directories, where a colon is written `\:` (fio-semantics 1.5). */

/** @returns the path that an item stands for. */
export function unescaped(item: string): string {
  return item.replaceAll('\\:', ':');
}

/** @returns a path as an item of a list. */
export function escaped(path: string): string {
  return path.replaceAll(':', '\\:');
}
