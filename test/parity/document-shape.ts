/** What two JSON documents have in common where their figures differ. */

/** A number that fio writes with decimals, against one that it writes without. */
const decimals = /"((?:[^"\\]|\\.)*)" : (-?\d+\.\d+)/g;

/**
 * Keys in order, each with its type; numbers that fio prints with six decimals are `double`.
 * A reviver sees values only after parsing, so decimals are marked in the text first.
 */
export function shapeOf(text: string): unknown {
  const marked = text.replace(decimals, '"$1" : "<double>"');
  const walk = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(walk);
    if (typeof value === 'object' && value !== null)
      return Object.entries(value).map(([key, inner]) => [key, walk(inner)]);
    return value === '<double>' ? 'double' : typeof value;
  };
  return walk(JSON.parse(marked));
}
