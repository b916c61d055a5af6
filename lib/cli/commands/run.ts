/** `vfload run OPTIONS`: one run, described by fio's options. */
import type { RunOptions } from '../../options/api-options.ts';
import type { Api } from '../api.ts';
import type { CliIo } from '../cli-io.ts';
import type { GivenInputs } from '../option-flags.ts';
import { measure } from './measure.ts';
import { checkedFormat } from './settings.ts';

/** @returns the exit code. @throws VfloadError */
export async function runCommand(io: CliIo, api: () => Promise<Api>, given: GivenInputs): Promise<number> {
  const options: RunOptions = given;
  const format = checkedFormat(options);
  const { run } = await api();
  return await measure(io, format, (signal) => run({ ...options, signal }));
}
