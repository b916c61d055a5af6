/** What a job found to be other than it was written, in words: fio's own, which tools look for, and vfload's. */
import { Buffer } from 'node:buffer';

/** An interval that is not as it was written, as the addon tells of it and as results keep it. */
export interface VerifyFinding {
  fault: 'magic' | 'length' | 'seed' | 'offset' | 'number' | 'header-crc' | 'method' | 'sum' | 'pattern';
  /** As fio would call it. */
  filename: string;
  offset: number;
  bytes: number;
  /** Of the I/O that it is in. */
  ioOffset: number;
  ioBytes: number;
  /** As headers have it; 0: there is none. */
  foundMethod: number;
  wantedMethod: number;
  /** What is wrong in the header, or the byte of the pattern. */
  found: bigint;
  wanted: bigint;
  /** Of a byte of a pattern, behind the header. */
  patternAt: number;
  /** The sum that is stored, and that of the data. Empty: there is none. */
  storedSum: Uint8Array;
  foundSum: Uint8Array;
  dumped: boolean;
}

/** The first of a job's findings, and how many there are. */
export interface VerifyFindings {
  count: number;
  first: VerifyFinding[];
}

/** By the numbers that headers have. */
const methodNames: Readonly<Record<number, string>> = {
  1: 'meta',
  2: 'md5',
  3: 'crc64',
  4: 'crc32',
  5: 'crc32c',
  7: 'crc16',
  8: 'crc7',
  9: 'sha256',
  10: 'sha512',
  11: 'sha3-224',
  12: 'sha3-256',
  13: 'sha3-384',
  14: 'sha3-512',
  15: 'xxhash',
  16: 'sha1',
  17: 'pattern',
  18: 'pattern',
};

const methodName = (number: number): string => methodNames[number] ?? `method ${String(number)}`;

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

/** What the fields of a header are called. */
const headerWords = {
  magic: 'magic header',
  length: 'header length',
  seed: 'header rand_seed',
  offset: 'header offset',
  number: 'header numberio',
  'header-crc': 'header crc',
} as const;

/** Fields that fio prints in hexadecimal. */
const printedInHex: ReadonlySet<string> = new Set(['magic', 'header-crc']);

/**
 * @param isReadBack - the job had written the data itself, which fio's flags of the I/O tell
 * @returns fio's lines about a finding (3.33), each with its end
 */
export function fioVerifyLines(finding: VerifyFinding, isReadBack: boolean): string {
  const lines = isHeaderFault(finding)
    ? [fioHeaderLine(finding)]
    : fioDataLines(finding, isReadBack ? '88' : '8');
  return lines.map((line) => `${line}\n`).join('');
}

function isHeaderFault(
  finding: VerifyFinding,
): finding is VerifyFinding & { fault: keyof typeof headerWords } {
  return finding.fault in headerWords;
}

function fioHeaderLine(finding: VerifyFinding & { fault: keyof typeof headerWords }): string {
  const print = (value: bigint): string => value.toString(printedInHex.has(finding.fault) ? 16 : 10);
  const comparison = finding.fault === 'header-crc' ? 'calculated' : 'wanted';
  return [
    `verify: bad ${headerWords[finding.fault]} ${print(finding.found)}, ${comparison} ${print(finding.wanted)}`,
    ` at ${fioPlace(finding)} (${fioBlock(finding)})`,
    finding.dumped ? `\n       hdr_fail data dumped as ${dumpName(finding)}.hdr_fail` : '',
  ].join('');
}

function fioDataLines(finding: VerifyFinding, flags: string): string[] {
  const { fault, foundMethod, wantedMethod } = finding;
  if (fault === 'method') return ['fio: unknown verify header!'];
  return [
    ...(fault === 'pattern'
      ? [
          `fio: got pattern '${byteText(finding.found)}', wanted '${byteText(finding.wanted)}'. Bad bits ${String(differentBits(finding))}`,
          `fio: bad pattern block offset ${String(finding.patternAt)}`,
        ]
      : []),
    `${fault === 'pattern' ? 'pattern' : methodName(wantedMethod)}: verify failed at ${fioPlace(finding)} (${fioBlock(finding)}, flags=${flags})`,
    ...(fault === 'sum'
      ? [`       Expected CRC: ${hex(finding.storedSum)}`, `       Received CRC: ${hex(finding.foundSum)}`]
      : []),
    ...(finding.dumped
      ? ['received', 'expected'].map((kind) => `       ${kind} data dumped as ${dumpName(finding)}.${kind}`)
      : []),
    ...(foundMethod === 0 || foundMethod === wantedMethod
      ? []
      : [`fio: verify type mismatch (${String(foundMethod)} media, ${String(wantedMethod)} given)`]),
  ];
}

const fioPlace = ({ filename, offset, bytes }: VerifyFinding): string =>
  `file ${filename} offset ${String(offset)}, length ${String(bytes)}`;

const fioBlock = ({ ioOffset, ioBytes }: VerifyFinding): string =>
  `requested block: offset=${String(ioOffset)}, length=${String(ioBytes)}`;

const dumpName = ({ filename, offset }: VerifyFinding): string =>
  `${filename.slice(filename.lastIndexOf('/') + 1)}.${String(offset)}`;

const byteText = (byte: bigint): string => byte.toString(16).padStart(2, '0');

function differentBits({ found, wanted }: VerifyFinding): number {
  return (found ^ wanted).toString(2).replaceAll('0', '').length;
}

/** @returns `at offset 4096, 1024 bytes: the crc32c of the data is 42dd0997, and 0b5c4cb7 was stored with it`, without a full stop */
export function verifyMessage({ count, first }: VerifyFindings): string | undefined {
  const [finding] = first;
  if (finding === undefined) return undefined;
  const place = `at offset ${String(finding.offset)}, ${String(finding.bytes)} bytes`;
  const others = count > 1 ? ` (the first of ${String(count)} differences)` : '';
  return `${place}: ${difference(finding)}${others}`;
}

function difference(finding: VerifyFinding): string {
  if (finding.fault === 'method') {
    return `the header names an unknown method, ${String(finding.found)}`;
  }
  if (finding.fault === 'sum') {
    const method = methodName(finding.wantedMethod);
    return `the ${method} of the data is ${hex(finding.foundSum)}, and ${hex(finding.storedSum)} was stored with it`;
  }
  if (finding.fault === 'pattern') {
    return `byte ${String(finding.patternAt)} behind the header is 0x${byteText(finding.found)}, and the pattern has 0x${byteText(finding.wanted)}`;
  }
  const words = {
    magic: 'no header is there: it begins with',
    length: 'the header is of a block of another length:',
    seed: 'the header is of other contents: its seed is',
    offset: 'the header is of another block: its offset is',
    number: 'the header is of another write: its number is',
    'header-crc': 'the header is damaged: its crc is',
  } as const;
  const print = (value: bigint): string =>
    printedInHex.has(finding.fault) ? `0x${value.toString(16)}` : String(value);
  return `${words[finding.fault]} ${print(finding.found)} instead of ${print(finding.wanted)}`;
}
