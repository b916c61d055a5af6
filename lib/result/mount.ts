/** /proc/self/mountinfo (proc(5)): which mount a directory is on, and how it was mounted. */
import type { MountFacts } from './vfload-member.ts';

export interface MountEntry {
  mountId: number;
  parentId: number;
  /** `major:minor` of st_dev. */
  device: string;
  /** The directory of the file system that is mounted (bind mounts: not `/`). */
  root: string;
  mountPoint: string;
  options: string;
  type: string;
  source: string;
  superOptions: string;
}

/** The kernel writes blank, tab, newline, backslash and `#` as three octal digits. */
function unescape(field: string): string {
  return field.replace(/\\([0-7]{3})/g, (_match, octal: string) =>
    String.fromCharCode(Number.parseInt(octal, 8)),
  );
}

function parseLine(line: string): MountEntry | undefined {
  // Optional fields, any number of them, end with a lone hyphen.
  const separator = line.indexOf(' - ');
  if (separator < 0) return undefined;
  const [mountId, parentId, device, root, mountPoint, options] = line.slice(0, separator).split(' ');
  const [type, source, superOptions] = line.slice(separator + 3).split(' ');
  if (mountPoint === undefined || root === undefined || device === undefined || type === undefined)
    return undefined;
  return {
    mountId: Number(mountId),
    parentId: Number(parentId),
    device,
    root: unescape(root),
    mountPoint: unescape(mountPoint),
    options: unescape(options ?? ''),
    type: unescape(type),
    source: unescape(source ?? ''),
    superOptions: unescape(superOptions ?? ''),
  };
}

/** All mounts, in the kernel's order. Lines of another form are left out. */
export function parseMountinfo(text: string): MountEntry[] {
  return text.split('\n').flatMap((line) => parseLine(line) ?? []);
}

/** The mount of this id (statx's stx_mnt_id). */
export function mountById(mounts: readonly MountEntry[], mountId: number): MountEntry | undefined {
  return mounts.find((mount) => mount.mountId === mountId);
}

function contains(mountPoint: string, path: string): boolean {
  return mountPoint === '/' || path === mountPoint || path.startsWith(`${mountPoint}/`);
}

/**
 * The mount that an absolute, resolved path is on, by the longest mount point that is a prefix of it. Where mounts cover
 * each other the later one is meant.
 */
export function mountOfPath(mounts: readonly MountEntry[], path: string): MountEntry | undefined {
  let best: MountEntry | undefined;
  for (const mount of mounts) {
    if (contains(mount.mountPoint, path) && mount.mountPoint.length >= (best?.mountPoint.length ?? 0))
      best = mount;
  }
  return best;
}

/** What results say of a mount. */
export function mountFacts(mount: MountEntry): MountFacts {
  const { source, mountPoint, type, options, superOptions } = mount;
  return { source, mountPoint, type, options, superOptions };
}
