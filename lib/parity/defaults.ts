/** What certificates have where nothing is given. Imports nothing: every command's help knows of it. */

/** Options that make the cells. */
export const cellOptionNames = ['rw', 'ioengine', 'size', 'bs', 'iodepth', 'direct'] as const;
export type CellOption = (typeof cellOptionNames)[number];

/** Small files, so that pre-reading them takes no longer than a slice. */
export const cellDefaults: Readonly<Record<CellOption, string>> = {
  rw: 'read,randread,write,randwrite',
  ioengine: 'psync,libaio,io_uring,mmap',
  size: '64m',
  bs: '4k',
  iodepth: '16',
  direct: '0',
};

export const parityDefaults = { repeats: '8', slice: '500ms', cache: 'warm', equivalence: '3%' } as const;
