/** The hooks of a study: what prepares its configurations, empties their hosts' caches, and cleans up. */
import { VfloadError } from '../errors.ts';
import type { Configuration } from '../plan/plan.ts';
import type { JournalHook } from '../result/journal.ts';
import { type HookEnd, hookFailure, runHook } from './run-hook.ts';

export type HookCommands = Readonly<Partial<Record<JournalHook['hook'], string>>>;

/** What a study's file says beside its plan, for those who carry it out. */
export interface StudyHooksRequest {
  configurations: readonly Configuration[];
  /** By label. */
  commandsOf: (label: string) => HookCommands;
  /** Where hooks run: that of the study's file. */
  folder: string;
  signal: AbortSignal | undefined;
}

export class StudyHooks {
  readonly #request: StudyHooksRequest;
  /** Configurations whose preparation was begun. */
  readonly #begun: Configuration[] = [];

  constructor(request: StudyHooksRequest) {
    this.#request = request;
  }

  /**
   * Prepares configurations in their order. Where one fails, those that were begun are to be cleaned up all the same.
   *
   * @returns how they ended; of those until an abort, whatever it made of the last one: that is no failure of the hook's
   * @throws VfloadError `ERR_VFLOAD_HOOK` with the last line of what the hook said
   */
  async prepare(): Promise<HookEnd[]> {
    const ends: HookEnd[] = [];
    for (const configuration of this.#request.configurations) {
      this.#begun.push(configuration);
      const end = await this.#run('prepare', configuration, this.#request.signal);
      if (end !== undefined) ends.push(end);
      if (this.#request.signal?.aborted === true) return ends;
      const failure = end === undefined ? undefined : hookFailure(end);
      if (end === undefined || failure === undefined) continue;
      throw new VfloadError('ERR_VFLOAD_HOOK', failure, {
        cause: end.output.trimEnd() === '' ? undefined : end.output.trimEnd(),
        remedy: `run it by hand: ${end.command}`,
      });
    }
    return ends;
  }

  /** @returns undefined where there is no such hook */
  async dropHostCache(
    configuration: Configuration,
    repeat: { run: string; block: number },
  ): Promise<HookEnd | undefined> {
    const { run, block } = repeat;
    return await this.#run('dropHostCache', configuration, this.#request.signal, {
      VFLOAD_RUN: run,
      VFLOAD_BLOCK: String(block),
    });
  }

  /** Cleans up in the opposite order, also after an abort. */
  async cleanUp(): Promise<HookEnd[]> {
    const ends: HookEnd[] = [];
    for (const configuration of this.#begun.splice(0).reverse()) {
      const end = await this.#run('cleanup', configuration, undefined);
      if (end !== undefined) ends.push(end);
    }
    return ends;
  }

  async #run(
    hook: JournalHook['hook'],
    { label, directory }: Configuration,
    signal: AbortSignal | undefined,
    environment: Record<string, string> = {},
  ): Promise<HookEnd | undefined> {
    const command = this.#request.commandsOf(label)[hook];
    if (command === undefined) return undefined;
    return await runHook({
      ...{ hook, command, signal },
      configuration: label,
      environment: { VFLOAD_CONFIGURATION: label, VFLOAD_DIRECTORY: directory, ...environment },
      folder: this.#request.folder,
    });
  }
}
