/** Names of runs that have several jobs: rows of the table, and keys of the journal. */

/** A column of the table has room for as much. */
const columnWidth = 24;

/**
 * @param jobNames - of each run, its jobs' names
 * @returns a name for each run: its jobs' where that is one, `a+b` where it fits, else `a+3`; numbered where two are equal
 */
export function runNames(jobNames: readonly (readonly string[])[]): string[] {
  const taken = new Set<string>();
  /** Where counting goes on, for thousands of runs of one name. */
  const numbers = new Map<string, number>();
  return jobNames.map((names) => {
    const base = nameOf([...new Set(names)]);
    let number = numbers.get(base) ?? 1;
    let name = number === 1 ? base : `${base}-${number}`;
    for (; taken.has(name); name = `${base}-${number}`) number += 1;
    numbers.set(base, number);
    taken.add(name);
    return name;
  });
}

function nameOf(names: readonly string[]): string {
  const all = names.join('+');
  const [first = ''] = names;
  return names.length < 2 || all.length <= columnWidth ? all : `${first}+${names.length - 1}`;
}
