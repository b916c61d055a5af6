/** `vfload parity DIR|JOB.fio`: vfload and the installed fio, side by side. */
import { constants } from 'node:fs';
import { access, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { VfloadError } from '../../errors.ts';
import { fileFailure } from '../../file-failure.ts';
import { exitCodeOf, jsonCertificate } from '../../parity/certificate.ts';
import { cellOptionNames } from '../../parity/defaults.ts';
import { cellsOfJobFile } from '../../parity/job-file-cells.ts';
import { type ParityRequest, type ParityTexts, parseParityRequest } from '../../parity/request.ts';
import { runParity } from '../../parity/run-parity.ts';
import { tableCertificate } from '../../parity/table.ts';
import { workingDirectory } from '../../plan/working-directory.ts';
import { type CliIo, lookOf, writeText } from '../cli-io.ts';
import { watchInterrupts } from '../interrupt.ts';

export interface ParityArguments extends ParityTexts {
  output?: string;
  /** Of a job file's jobs that name none. */
  directory?: string;
}

/**
 * @param argument - a directory, or a job file: what ends in `.fio`
 * @param given - `output` is where the JSON goes; without it nowhere
 * @returns the exit code: 1 where a cell failed; a difference is a result
 * @throws VfloadError where nothing was measured, or the certificate cannot be written
 */
export async function parityCommand(io: CliIo, argument: string, given: ParityArguments): Promise<number> {
  const { output } = given;
  const { directory, request } = await whatIsAsked(argument, given);
  if (output !== undefined) await checkFolder(output);
  const interrupt = watchInterrupts(io);
  try {
    const certificate = await runParity({
      ...{ directory, request, env: io.env, signal: interrupt.signal },
      onCell: ({ name }, index) => {
        io.stderr.write(`vfload: ${String(index + 1)}/${String(request.cells.length)} ${name}\n`);
      },
      onLeftBehind: (sentence) => {
        io.stderr.write(`vfload: ${sentence}\n`);
      },
    });
    await writeText(io.stdout, tableCertificate(certificate, lookOf(io.stdout, io.env)));
    if (output !== undefined) await writeCertificate(output, jsonCertificate(certificate));
    return interrupt.exitCode() ?? exitCodeOf(certificate);
  } catch (error) {
    const exitCode = interrupt.exitCode();
    if (exitCode !== undefined && error instanceof VfloadError && error.code === 'ERR_VFLOAD_ABORTED') {
      return exitCode;
    }
    throw error;
  } finally {
    interrupt.release();
  }
}

/** A directory with the cells of the options, or a job file with its own. */
async function whatIsAsked(
  argument: string,
  given: ParityArguments,
): Promise<{ directory: string; request: ParityRequest }> {
  const isJobFile = argument.endsWith('.fio');
  const conflicting = (isJobFile ? cellOptionNames : (['directory'] as const)).find((name) => name in given);
  if (conflicting !== undefined) {
    throw new VfloadError('ERR_VFLOAD_USAGE', `--${conflicting} and ${argument} contradict each other.`, {
      cause: isJobFile ? 'the job file says what is done' : 'the directory is given twice',
      remedy: isJobFile ? 'leave it out, or change the file' : 'leave --directory out: it is for job files',
    });
  }
  if (isJobFile) {
    const { directory, cells } = await cellsOfJobFile(argument, given.directory);
    return { directory, request: parseParityRequest(given, cells) };
  }
  const directory = path.isAbsolute(argument) ? argument : path.resolve(workingDirectory(), argument);
  return { directory, request: parseParityRequest(given) };
}

/** Before minutes of measuring. @throws VfloadError ERR_VFLOAD_OUTPUT */
async function checkFolder(file: string): Promise<void> {
  const folder = path.dirname(file);
  await access(folder, constants.W_OK).catch((error: unknown) => {
    throw unwritable(file, error);
  });
}

/** @throws VfloadError ERR_VFLOAD_OUTPUT */
async function writeCertificate(file: string, text: string): Promise<void> {
  await writeFile(file, text).catch((error: unknown) => {
    throw unwritable(file, error);
  });
}

function unwritable(file: string, error: unknown): VfloadError {
  const { name, details } = fileFailure(file, error);
  return new VfloadError('ERR_VFLOAD_OUTPUT', `The certificate cannot be written to ${file}: ${name}.`, {
    ...details,
    remedy: 'name a file in a directory that is there and may be written to',
  });
}
