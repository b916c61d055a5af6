/** A YAML file and where everything in it stands. */
import { LineCounter, type Node, type Pair, isMap, isNode, isScalar, parseDocument } from 'yaml';
import { VfloadError } from '../errors.ts';

/** Keys of mappings and places in lists, from the outside to the inside. */
export type YamlPath = readonly (string | number)[];

export interface YamlSource {
  /** Plain objects, lists and scalars. */
  value: unknown;
  /** `study.yaml:12:3`, where the value stands; of what is not there the nearest around it. */
  at: (path: YamlPath) => string;
  /** The same for a key of a mapping. */
  atKey: (path: YamlPath) => string;
}

/**
 * @param origin - how places call the text: its path
 * @throws VfloadError ERR_VFLOAD_STUDY_FILE for what is no YAML, with its place
 */
export function readYaml(text: string, origin: string): YamlSource {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const place = (offset: number): string => {
    const { line, col } = lines.linePos(offset);
    return `${origin}:${String(Math.max(1, line))}:${String(Math.max(1, col))}`;
  };
  const [error] = document.errors;
  if (error !== undefined) throw studyFileError(place(error.pos[0]), `${error.message.replace(/\.$/, '')}.`);
  const nodeAt = (path: YamlPath): Node | undefined => {
    const node = path.length === 0 ? document.contents : document.getIn(path, true);
    return isNode(node) ? node : undefined;
  };
  const at = (path: YamlPath): string => {
    for (let length = path.length; length >= 0; length -= 1) {
      const offset = nodeAt(path.slice(0, length))?.range?.[0];
      if (offset !== undefined) return place(offset);
    }
    return place(0);
  };
  const atKey = (path: YamlPath): string => {
    const parent = nodeAt(path.slice(0, -1));
    const pair = isMap(parent) ? parent.items.find((item) => keyOf(item) === String(path.at(-1))) : undefined;
    const range = isNode(pair?.key) ? pair.key.range : undefined;
    return range === undefined || range === null ? at(path) : place(range[0]);
  };
  return { value: document.toJS() as unknown, at, atKey };
}

function keyOf({ key }: Pair): string | undefined {
  return isScalar(key) ? String(key.value) : undefined;
}

/** @param place - `FILE:LINE:COLUMN`, or the file alone */
export function studyFileError(place: string, problem: string, remedy?: string): VfloadError {
  return new VfloadError('ERR_VFLOAD_STUDY_FILE', `${place}: ${problem}`, { remedy });
}
