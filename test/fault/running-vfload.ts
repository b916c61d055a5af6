/** A vfload process under test: the built command line, its output and its journal. */
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import os from 'node:os';

import { readJournal } from '../../lib/result/journal-reader.ts';
import type { Journal, JournalRepeat } from '../../lib/result/journal.ts';

const cli = path.resolve(import.meta.dirname, '../../dist/cli.js');

/** Why the command line can't be spawned, or undefined. */
export function cliMissing(): string | undefined {
  return existsSync(cli) ? undefined : 'dist is not built: npm run build';
}

export interface Ended {
  exitCode: number | null;
  signal: NodeJS.Signals | null;
  stdout: string;
  stderr: string;
}

export class RunningVfload {
  readonly folder: string;
  readonly journalPath: string;
  readonly process: ChildProcess;
  readonly ended: Promise<Ended>;
  stderr = '';

  /** @param folder - of an earlier one, whose journal is continued; else a new one */
  constructor(args: readonly string[], folder?: string) {
    this.folder = folder ?? mkdtempSync(path.join(os.tmpdir(), 'vfload-journal-'));
    this.journalPath = path.join(this.folder, 'journal.jsonl');
    this.process = spawn(process.execPath, [cli, ...args, '-o', this.journalPath], {
      cwd: this.folder,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let stdout = '';
    this.process.stdout?.on('data', (chunk: Buffer) => {
      stdout += chunk.toString();
    });
    this.process.stderr?.on('data', (chunk: Buffer) => {
      this.stderr += chunk.toString();
    });
    this.ended = new Promise((resolve) => {
      this.process.once('close', (exitCode, signal) => {
        resolve({ exitCode, signal, stdout, stderr: this.stderr });
      });
    });
  }

  get pid(): number {
    return this.process.pid ?? -1;
  }

  /** What it has written so far. */
  journal(): Promise<Journal> {
    return readJournal(this.journalPath);
  }

  async repeats(run: string): Promise<JournalRepeat[]> {
    return (await this.journal()).repeats.filter((repeat) => repeat.run === run);
  }

  remove(): void {
    this.process.kill('SIGKILL');
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** vfload's files in a directory: none, once it has ended. */
export function leftBehind(directory: string): string[] {
  return readdirSync(directory).filter((name) => name.includes('vfload'));
}
