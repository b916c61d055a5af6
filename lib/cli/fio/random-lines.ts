/**
 * `--debug=random`: what each random job draws. The jobs themselves write the lines, each into a file of its own, since what passes
 * between two I/Os can be told by nobody else; here they are passed on.
 */
import { chmodSync, closeSync, mkdtempSync, openSync, readSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { VfloadError } from '../../errors.ts';
import { fileFailure } from '../../file-failure.ts';
import type { JobOptions } from '../../options/job-options.ts';
import { isRandomJob } from '../../options/workload.ts';

/** Read at once. */
const chunkBytes = 1 << 20;

interface Source {
  readonly file: string;
  readonly isThread: boolean;
  passedBytes: number;
}

export interface NewLines {
  readonly text: string;
  /** Of a job that is a thread. */
  readonly isThread: boolean;
}

export class RandomLines {
  readonly #folder: string;
  readonly #sources: Source[] = [];

  /** @throws VfloadError ERR_VFLOAD_OUTPUT */
  constructor() {
    this.#folder = temporaryFolder();
  }

  /** Where a job writes its lines, made for whatever user it runs as; undefined: it draws nothing. */
  fileOf(job: Pick<JobOptions, 'rw' | 'thread'>, jobNumber: number): string | undefined {
    if (!isRandomJob(job)) return undefined;
    const file = path.join(this.#folder, jobNumber.toString());
    writeFileSync(file, '');
    chmodSync(file, 0o622);
    this.#sources.push({ file, isThread: job.thread, passedBytes: 0 });
    return file;
  }

  /** What has come since the last time, in pieces, each of whole lines of one job. */
  *news(): Generator<NewLines> {
    for (const source of this.#sources) {
      for (const text of newTexts(source)) yield { text, isThread: source.isThread };
    }
  }

  /** What has not been passed on by now never is. */
  release(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

function* newTexts(source: Source): Generator<string> {
  const descriptor = openSync(source.file, 'r');
  try {
    const buffer = Buffer.allocUnsafe(chunkBytes);
    for (;;) {
      const bytes = readSync(descriptor, buffer, 0, chunkBytes, source.passedBytes);
      // A line may be there in part only.
      const whole = buffer.subarray(0, bytes).lastIndexOf('\n') + 1;
      if (whole === 0) return;
      source.passedBytes += whole;
      yield buffer.toString('latin1', 0, whole);
    }
  } finally {
    closeSync(descriptor);
  }
}

function temporaryFolder(): string {
  const prefix = path.join(tmpdir(), 'vfload-debug-');
  try {
    const folder = mkdtempSync(prefix);
    chmodSync(folder, 0o711);
    return folder;
  } catch (error) {
    const { name, details } = fileFailure(prefix, error);
    throw new VfloadError(
      'ERR_VFLOAD_OUTPUT',
      `--debug=random: nothing can be made in ${tmpdir()}: ${name}.`,
      {
        ...details,
        remedy: 'Let TMPDIR be a directory that may be written to, or leave random out.',
      },
    );
  }
}
