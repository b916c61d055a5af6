/** Finds and loads the addon: a build in a checkout, else the prebuilt one that the package brought. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { VfloadError } from '../errors.ts';
import { packageRoot } from '../package-root.ts';
import type { NativeAddon } from './native.ts';

const requireFile = createRequire(import.meta.url);

/** process.report with the switch that Node 20's types do not know yet. */
interface Report {
  excludeNetwork?: boolean;
  getReport(): unknown;
}

/** The C library this Node runs on. Without the report's network part, whose name look-ups can take seconds. */
function libc(): 'glibc' | 'musl' {
  const report: Report = process.report;
  const before = report.excludeNetwork;
  report.excludeNetwork = true;
  const { header } = report.getReport() as { header: { glibcVersionRuntime?: string } };
  report.excludeNetwork = before ?? false;
  return header.glibcVersionRuntime === undefined ? 'musl' : 'glibc';
}

/** Where an addon may be, best first. $VFLOAD_NATIVE excludes the others: who sets it wants that file or an error. */
function* candidates(): Generator<string> {
  const chosen = process.env['VFLOAD_NATIVE'];
  if (chosen !== undefined && chosen !== '') {
    yield path.resolve(chosen);
    return;
  }
  const root = packageRoot();
  yield path.join(root, 'build', 'Release', 'vfload.node');
  yield path.join(root, 'prebuilds', `linux-${process.arch}`, `vfload.${libc()}.node`);
}

/**
 * The addon. Cheap after the first call, since Node keeps what it has loaded.
 *
 * @throws VfloadError `ERR_VFLOAD_NATIVE` with every path that was tried and why it would not load.
 */
export function loadAddon(): NativeAddon {
  const tried: string[] = [];
  for (const file of candidates()) {
    try {
      return requireFile(file) as NativeAddon;
    } catch (error) {
      tried.push(`${file}: ${existsSync(file) ? reason(file, error) : 'no such file'}`);
    }
  }
  throw new VfloadError(
    'ERR_VFLOAD_NATIVE',
    `the addon that does the I/O cannot be loaded\n  ${tried.join('\n  ')}`,
    { remedy: remedy() },
  );
}

/** @returns 12 hex digits that tell this build of the addon from any other; undefined where there is none. */
export function addonBuild(): string | undefined {
  for (const file of candidates()) {
    if (existsSync(file)) return createHash('sha256').update(readFileSync(file)).digest('hex').slice(0, 12);
  }
  return undefined;
}

/** The dynamic linker's message, without the path that it starts with. */
function reason(file: string, error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.startsWith(`${file}: `) ? message.slice(file.length + 2) : message;
}

function remedy(): string {
  const chosen = process.env['VFLOAD_NATIVE'];
  if (chosen !== undefined && chosen !== '') {
    return 'let VFLOAD_NATIVE name an addon built for this system, or unset it';
  }
  if (process.platform !== 'linux') return 'run vfload on Linux, in the guest whose file system is measured';
  return 'in a checkout: npm run build:addon; elsewhere: install a package that has a prebuilt addon for this system, or set VFLOAD_NATIVE to an addon built on it';
}
