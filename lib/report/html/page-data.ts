/** What the page's script draws lines of: embedded as JSON, read by page/. All else on the page is HTML already. */

/** A repeat at its place in the order of execution. */
export interface RepeatPoint {
  /** From 0. */
  position: number;
  repeat: number;
  /** B/s, and I/Os per second; null: the source does not tell. */
  bytesPerSecond: number | null;
  iops: number | null;
}

/** One configuration in a view. */
export interface ViewLine {
  /** Index in `configurations`. */
  configuration: number;
  /** Completion latencies, ns, ascending, and the share of I/Os that took so long at most, 0 to 1; empty: not known. */
  latenciesNs: number[];
  shares: number[];
  repeats: RepeatPoint[];
}

/** One run in one direction: what can be chosen to be looked at closer. */
export interface View {
  lines: ViewLine[];
}

export interface PageData {
  configurations: string[];
  /** In the order of the choices. */
  views: View[];
}
