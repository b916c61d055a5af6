/** `vfload fio` in this process, with its outputs caught. */
import { fioMain } from '../../lib/cli/fio/main.ts';
import { fakeIo } from '../cli/fake-io.ts';

export interface FioEnd {
  exitCode: number;
  stdout: string;
  stderr: string;
}

export async function fioFace(words: readonly string[]): Promise<FioEnd> {
  const io = fakeIo();
  const exitCode = await fioMain(words, io);
  return { exitCode, stdout: io.stdout.text, stderr: io.stderr.text };
}
