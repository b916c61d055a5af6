/** Which tool wrote a document, out of its version string. */
import type { Tool } from './entry.ts';

/** `fio-3.33` is fio; `fio-3.42-vfload-0.1.0` is vfload in fio's clothes. */
export function fioTool(version: string | undefined): Tool {
  if (version === undefined) return { name: 'fio' };
  const own = /-vfload-(.+)$/.exec(version)?.[1];
  if (own !== undefined) return { name: 'vfload', version: own };
  return { name: 'fio', version: version.replace(/^fio-/, '') };
}

/** 3 of `3.33`; undefined where it cannot be told. */
export function majorOf(tool: Tool): number | undefined {
  const [, major] = /^(\d+)\./.exec(tool.version ?? '') ?? [];
  if (tool.name === 'vfload') return 3;
  return major === undefined ? undefined : Number(major);
}
