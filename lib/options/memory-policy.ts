/** `numa_mem_policy` and lists of NUMA nodes, as texts and as what they mean. */
import { VfloadError } from '../errors.ts';
import { parseCpuList } from './parse/cpu-list.ts';

/** As set_mempolicy(2) numbers them. */
const modes = { prefer: 1, bind: 2, interleave: 3, local: 4 } as const;

export interface MemoryPolicy {
  readonly mode: number;
  readonly nodes: readonly number[] | 'all';
}

/**
 * @returns undefined for `default`: memory comes from where it did
 * @throws VfloadError ERR_VFLOAD_OPTION_VALUE
 */
export function memoryPolicyOf(text: string): MemoryPolicy | undefined {
  const [word = '', list = ''] = text.split(':');
  if (word === 'default') return undefined;
  if (word === 'local') return { mode: modes.local, nodes: [] };
  if (word !== 'prefer' && word !== 'bind' && word !== 'interleave') {
    throw badValue(
      'numa_mem_policy',
      text,
      'Expected default, local, prefer:NODE, bind:NODES or interleave:NODES.',
    );
  }
  const nodes = nodesOf('numa_mem_policy', list);
  if (word === 'prefer' && nodes.length !== 1) {
    throw badValue('numa_mem_policy', text, 'Expected one node behind prefer.');
  }
  return { mode: modes[word], nodes };
}

/** @throws VfloadError ERR_VFLOAD_OPTION_VALUE */
export function nodesOf(option: string, list: string): readonly number[] | 'all' {
  if (list === 'all') return 'all';
  const nodes = parseCpuList(list);
  if (nodes.ok) return nodes.value;
  throw badValue(option, list, 'Expected numbers of nodes such as 0,2-3, or all.');
}

function badValue(option: string, value: string, remedy: string): VfloadError {
  return new VfloadError('ERR_VFLOAD_OPTION_VALUE', `Option ${option}: "${value}" is not taken.`, { remedy });
}
