/**
 * What fio printed, in any of its forms and between any other lines: a call of fio after the other. One call may have printed
 * the same in several forms: first the head, then terse, JSON, and blocks of text.
 */
import type { EntrySettings } from './entry.ts';
import { parseFioJson } from './fio-json.ts';
import { fioTool } from './fio-tool.ts';
import type { FoundCall, FoundReport, Warn } from './found.ts';
import { DocumentCollector, documentStart, type DocumentText } from './json-extent.ts';
import { NormalReader } from './normal.ts';
import { failureLine, headLine, startedLine } from './normal-line.ts';
import { mergedSettings } from './settings.ts';
import { parseTerse, terseLineIn } from './terse.ts';
import { commandSettings, testName, wrapperSettings } from './wrapper-line.ts';

/** Lines of text are shorter; only JSON and terse may be longer. */
const longestTextLine = 2 ** 14;

/** The order in which a call prints its forms. */
const order: Readonly<Record<FoundReport['format'], number>> = {
  terse: 0,
  'fio-json': 1,
  'fio-json+': 1,
  normal: 2,
};

export class FioOutputReader {
  readonly calls: FoundCall[] = [];
  readonly #warn: Warn;
  readonly #json = new DocumentCollector();
  readonly #normal = new NormalReader();
  #call: FoundCall | undefined;
  /** Of lines before any call of fio, and for all that follow. */
  #configuration: string | undefined;
  #wrapper: EntrySettings = {};
  /** Of the head of the next report. */
  #version: string | undefined;
  /** The report whose lines are going on. */
  #open: FoundReport | undefined;
  /** Lines since the last report that say nothing. */
  #noise: { text: string; line: number; count: number } | undefined;

  constructor(warn: Warn) {
    this.#warn = warn;
  }

  line(text: string, number: number): void {
    if (this.#json.isInside) {
      this.#jsonLine(text, 0, number);
      return;
    }
    // A line of progress ends with a return: what comes after it is what counts.
    const last = text.lastIndexOf('\r');
    this.#textLine(last < 0 ? text : text.slice(last + 1), number);
  }

  end(): void {
    if (this.#json.isInside) this.#document(this.#json.cutOff());
  }

  #textLine(text: string, number: number): void {
    const terse = terseLineIn(text);
    if (terse !== undefined) {
      this.#terse(terse, number);
      return;
    }
    const start = documentStart(text);
    if (start >= 0) {
      const before = text.slice(0, start).replaceAll(/[[\],\s]/g, '');
      if (before !== '') this.#warn(number, 'something else stands before a document in the same line');
      this.#jsonLine(text, start, number);
      return;
    }
    if (text.length > longestTextLine) return;
    // Clients' lines begin with whose they are.
    this.#words(text.startsWith('<') ? text.replace(/^<[^>]*> /, '') : text, number);
  }

  #jsonLine(text: string, start: number, number: number): void {
    const { document, rest } = this.#json.add(text, start, number);
    if (document === undefined) return;
    this.#document(document);
    if (documentStart(rest) >= 0 || terseLineIn(rest) !== undefined) this.#textLine(rest, number);
  }

  #document({ text, line, isCutOff }: DocumentText): void {
    this.#open = undefined;
    if (isCutOff) {
      this.#warn(line, 'a document that is cut off; left out');
      return;
    }
    const report = parseFioJson(text, line, this.#warn);
    if (report === undefined) return;
    this.#tellNoise();
    this.#callFor(report).reports.push(report);
  }

  #terse(text: string, number: number): void {
    const parsed = parseTerse(text, number);
    if ('problem' in parsed) {
      this.#warn(number, `${parsed.problem}; left out`);
      return;
    }
    const [job] = parsed.jobs;
    if (this.#open?.format === 'terse' && job !== undefined) {
      this.#open.jobs.push(job);
      return;
    }
    this.#callFor(parsed).reports.push(parsed);
    this.#open = parsed;
  }

  #words(text: string, number: number): void {
    if (this.#normal.line(text)) return;
    const job = this.#normal.begin(text, number);
    if (job !== undefined) {
      if (this.#open?.format !== 'normal') {
        const report: FoundReport = {
          format: 'normal',
          tool: fioTool(this.#version),
          jobs: [],
          line: number,
        };
        report.jobs.push(job);
        this.#callFor(report).reports.push(report);
        this.#open = report;
      } else {
        this.#open.jobs.push(job);
      }
      return;
    }
    if (text.startsWith('Run status group')) this.#open = undefined;
    if (this.#around(text) || text.trim() === '') return;
    if (this.#open?.format === 'terse') this.#open = undefined;
    if (this.#noise === undefined) this.#noise = { text, line: number, count: 1 };
    else this.#noise.count += 1;
  }

  /** Lines that are no figures and say something about them. */
  #around(text: string): boolean {
    const name = testName(text);
    const settings = commandSettings(text);
    const wrapper = name === undefined && settings === undefined ? wrapperSettings(text) : undefined;
    if (name !== undefined) this.#configuration = name;
    if (wrapper !== undefined) this.#wrapper = mergedSettings(this.#wrapper, wrapper);
    if (name !== undefined || wrapper !== undefined) {
      this.#call = undefined;
      this.#open = undefined;
    }
    if (settings !== undefined) this.#begin(settings);
    const head = headLine(text);
    if (head !== undefined) {
      const call = this.#call === undefined || this.#call.reports.length > 0 ? this.#begin({}) : this.#call;
      call.heads.push({ ...head, hasClones: false });
    }
    if (/^fio-\S+$/.test(text)) this.#version = text;
    const last = this.#call?.heads.at(-1);
    if (text === '...' && last !== undefined) last.hasClones = true;
    const started = startedLine(text);
    if (started !== undefined && this.#call !== undefined) this.#call.startedJobs = started;
    const failure = failureLine(text);
    if (failure !== undefined) (this.#call ?? this.#begin({})).failures.push(failure);
    const isRemark = text === '...' || /^fio-\S+$|: Laying out IO file/.test(text);
    return isRemark || [name, settings, wrapper, head, started, failure].some((each) => each !== undefined);
  }

  #begin(settings: EntrySettings): FoundCall {
    this.#open = undefined;
    this.#call = {
      ...(this.#configuration === undefined ? {} : { configuration: this.#configuration }),
      settings: mergedSettings(this.#wrapper, settings),
      heads: [],
      failures: [],
      reports: [],
      followsDirectly: false,
    };
    this.calls.push(this.#call);
    return this.#call;
  }

  /** The call that a report is of: the one that is going on, unless it has printed as much already. */
  #callFor(report: FoundReport): FoundCall {
    this.#noise = undefined;
    const call = this.#call;
    if (call === undefined) return this.#begin({});
    const last = call.reports.at(-1);
    if (last === undefined) return call;
    const isNext = order[report.format] > order[last.format] && isAbout(report, last);
    if (isNext) return call;
    const next = this.#begin({});
    next.followsDirectly = true;
    return next;
  }

  /** Lines before a document that have nothing to do with it. */
  #tellNoise(): void {
    const noise = this.#noise;
    if (noise !== undefined) {
      const others = noise.count === 1 ? '' : ` and ${noise.count - 1} more`;
      this.#warn(noise.line, `before a document stands "${noise.text.slice(0, 60)}"${others}; left out`);
    }
  }
}

/** The same jobs; normal output leaves out those without any I/O. */
function isAbout(report: FoundReport, other: FoundReport): boolean {
  const names = new Set(other.jobs.map(({ job, group }) => JSON.stringify([job, group])));
  return report.jobs.every(({ job, group }) => names.has(JSON.stringify([job, group])));
}
