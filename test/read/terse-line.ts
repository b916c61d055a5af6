/** Terse lines with given figures, put together field by field: fio-semantics 5.4. */

export interface TerseSide {
  kib: number;
  bw: number;
  iops: number;
  runtimeMs: number;
  /** µs: min, max, mean, deviation. */
  clat?: readonly [number, number, number, number];
  /** µs of the median and the 99th percentile. */
  p50?: number;
  p99?: number;
}

export interface TerseJob {
  version?: 2 | 3 | 4 | 5;
  name?: string;
  group?: number;
  error?: number;
  read?: TerseSide;
  write?: TerseSide;
  trim?: TerseSide;
  /** The only section, of reads and writes as one. */
  mixed?: TerseSide;
}

const nothing: TerseSide = { kib: 0, bw: 0, iops: 0, runtimeMs: 0 };

function side(
  { kib, bw, iops, runtimeMs, clat = [0, 0, 0, 0], p50 = 0, p99 = 0 }: TerseSide,
  version: number,
): string[] {
  const latency = ([min, max, mean, deviation]: readonly number[]): string[] => [
    `${min ?? 0}`,
    `${max ?? 0}`,
    (mean ?? 0).toFixed(6),
    (deviation ?? 0).toFixed(6),
  ];
  const percentiles = Array.from({ length: 20 }, () => '0%=0');
  percentiles[0] = '1.000000%=1';
  percentiles[6] = `50.000000%=${p50}`;
  percentiles[12] = `99.000000%=${p99}`;
  const more = version === 5 ? ['3', '1', '2', '1.500000', '0.100000', '3'] : [];
  return [
    ...[kib, bw, iops, runtimeMs].map(String),
    ...latency([0, 0, 0, 0]),
    ...latency(clat),
    ...percentiles,
    ...latency(clat),
    ...['1', '2', '100.000000%', '1.500000', '0.100000'],
    ...more,
  ];
}

/** One line, without its newline. */
export function terseLine(job: TerseJob): string {
  const { version = 3, name = 'job', group = 0, error = 0 } = job;
  const sections =
    job.mixed !== undefined
      ? [job.mixed]
      : [job.read, job.write, ...(version === 3 ? [] : [job.trim])].map((each) => each ?? nothing);
  return [
    `${version}`,
    ...(version === 2 ? [] : ['fio-3.21']),
    name,
    `${group}`,
    `${error}`,
    ...sections.flatMap((each) => side(each, version)),
    ...['3.500000%', '30.250000%', '100', '0', '26'],
    ...Array.from({ length: 7 }, () => '0.1%'),
    ...Array.from({ length: 22 }, () => '0.00%'),
    ...(version === 2 ? [] : ['vda', '1', '2', '3', '4', '5', '6', '7', '12.00%']),
  ].join(';');
}

export const someReads: TerseSide = {
  kib: 1024,
  bw: 512,
  iops: 128,
  runtimeMs: 2000,
  clat: [35, 829, 122.842317, 8.5],
  p50: 110,
  p99: 300,
};
