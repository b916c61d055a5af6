/** What files of results are called in reports. */
import path from 'node:path';

/** Endings that say nothing of what is in a file. */
const endings = /(?:\.(?:jsonl?|txt|log|out|terse|csv|dat|res|results?))+$/i;

/** `a/b/9p-none.txt` is called `9p-none`. */
export function sourceName(file: string): string {
  const base = path.basename(file);
  const name = base.replace(endings, '');
  return name === '' ? base : name;
}
