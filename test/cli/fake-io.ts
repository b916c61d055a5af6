/** A terminal, files and signals that tests hold in their hands. */
import { Writable } from 'node:stream';
import type { Api, Measuring } from '../../lib/cli/api.ts';
import type { CliIo, CliStream, EndingSignal } from '../../lib/cli/cli-io.ts';
import type { SuiteOptions } from '../../lib/options/api-options.ts';
import { makeStudyPlan, makeSuitePlan } from '../../lib/plan/make-plan.ts';
import { readStudy } from '../../lib/study/study-file.ts';
import { planRun } from '../../lib/plan/plan-run.ts';
import type { Plan } from '../../lib/plan/plan.ts';
import type { JournalRepeat } from '../../lib/result/journal.ts';
import type { ProgressEvent } from '../../lib/run/events.ts';
import { exitCodeOf } from '../../lib/run/suite-result.ts';
import { journalOf } from '../report/study-fixture.ts';

export class CapturedStream extends Writable implements CliStream {
  text = '';
  readonly isTTY: boolean;
  readonly columns: number;

  constructor(given: { isTTY?: boolean; columns?: number } = {}) {
    super();
    this.isTTY = given.isTTY ?? false;
    this.columns = given.columns ?? 100;
  }

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.text += chunk.toString();
    done();
  }
}

export interface FakeIo extends CliIo {
  stdout: CapturedStream;
  stderr: CapturedStream;
  /** Sends a signal to whoever listens. */
  send(signal: EndingSignal): void;
  listeners(): number;
  /** What `exit` was called with. */
  exits: number[];
}

export function fakeIo(env: Record<string, string> = {}, isTTY = false): FakeIo {
  const listeners = new Set<(signal: EndingSignal) => void>();
  const exits: number[] = [];
  return {
    stdout: new CapturedStream({ isTTY }),
    stderr: new CapturedStream({ isTTY }),
    env,
    onSignal: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    onStatusSignal: () => () => undefined,
    exit: (code) => exits.push(code),
    send: (signal) => {
      for (const listener of listeners) listener(signal);
    },
    listeners: () => listeners.size,
    exits,
  };
}

/** What a fake measurement does, and what it was asked. */
export interface FakeApi extends Api {
  asked: { suite: SuiteOptions[]; study: [file: string, options: object][]; run: object[]; probe: object[] };
}

interface Script {
  repeats?: JournalRepeat[];
  events?: ProgressEvent[];
  /** Waits for the abort before it ends. */
  untilAborted?: boolean;
  error?: Error;
}

/** An API that measures nothing, but makes real plans: bad options are refused as ever. */
export function fakeApi(script: Script = {}): FakeApi {
  const asked: FakeApi['asked'] = { suite: [], study: [], run: [], probe: [] };
  return {
    asked,
    suite: (options) => {
      asked.suite.push(options);
      return measuring(script, () => makeSuitePlan(options), options.signal);
    },
    study: (file, options) => {
      asked.study.push([file, options]);
      return measuring(script, async () => makeStudyPlan(await readStudy(file), options), options.signal);
    },
    run: (options) => {
      asked.run.push(options);
      return measuring(script, () => planRun(options), options.signal);
    },
    probe: (options) => {
      asked.probe.push(options);
      const { environment } = journalOf([]).header;
      const works = { ok: true, errno: 0, errnoName: undefined, stuck: false };
      return Promise.resolve({
        directory: options.directory,
        mount: undefined,
        environment,
        operations: [
          { ...works, operation: 'read', note: '' },
          {
            ...works,
            operation: 'map-shared',
            ok: false,
            errno: 19,
            errnoName: 'ENODEV',
            note: 'mmap is unsupported.',
          },
        ],
      });
    },
  };
}

function measuring(
  script: Script,
  makePlan: () => Plan | Promise<Plan>,
  signal: AbortSignal | undefined,
): Measuring {
  async function* events(): AsyncGenerator<ProgressEvent, void> {
    yield { type: 'plan', plan: await makePlan(), diskBytes: 2 ** 28 };
    yield* script.events ?? [];
    for (const repeat of script.repeats ?? []) yield { type: 'repeat', repeat };
    if (script.untilAborted === true && signal?.aborted === false) {
      await new Promise((resolve) => {
        signal.addEventListener('abort', resolve, { once: true });
      });
    }
    if (script.error !== undefined) throw script.error;
  }
  const repeats = script.repeats ?? [];
  const result = async () => ({
    plan: await makePlan(),
    header: journalOf(repeats).header,
    repeats,
    journalPath: '/home/me/vfload-share-1.jsonl',
    interrupted: signal?.aborted ?? false,
    exitCode: exitCodeOf(repeats),
  });
  return {
    [Symbol.asyncIterator]: events,
    then: (onFulfilled, onRejected) => Promise.resolve().then(result).then(onFulfilled, onRejected),
  };
}
