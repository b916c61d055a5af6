// The files that are measured: made once, the same for every contestant, with the page cache in a known state before
// each slice.
import { execFile, spawn } from 'node:child_process';
import { randomFillSync } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { driverFileName, jobFileName } from './peers/work.mjs';

const run = promisify(execFile);

export const mebibyte = 1024 * 1024;
export const gibibyte = 1024 * mebibyte;

/**
 * A file of holes: in the page cache of a disk's file system its pages are like any other, and it takes no disk.
 *
 * @param {string} directory
 * @param {string} name
 * @param {number} bytes
 */
export function makeSparse(directory, name, bytes) {
  const file = path.join(directory, name);
  if (isThere(file, bytes)) return;
  writeFileSync(file, '');
  truncateSync(file, bytes);
}

/**
 * A file of random bytes, written from its start to its end.
 *
 * @param {string} directory
 * @param {string} name
 * @param {number} bytes
 */
export function makeWritten(directory, name, bytes) {
  const file = path.join(directory, name);
  if (isThere(file, bytes)) return;
  const piece = randomFillSync(Buffer.alloc(mebibyte));
  const fd = openSync(file, 'w');
  for (let at = 0; at < bytes; at += piece.length)
    writeSync(fd, piece, 0, Math.min(piece.length, bytes - at));
  fsyncSync(fd);
  closeSync(fd);
}

/**
 * A file for each of four jobs, by the names of fio and of the driver.
 *
 * @param {string} directory is made
 * @param {number} bytes of each
 * @returns {string[]} their absolute paths
 */
export function makeJobFiles(directory, bytes) {
  mkdirSync(directory, { recursive: true });
  return [0, 1, 2, 3].map((job) => {
    const name = jobFileName(job);
    makeSparse(directory, name, bytes);
    const file = path.join(directory, name);
    const second = path.join(directory, driverFileName(job));
    if (!existsSync(second)) linkSync(file, second);
    return file;
  });
}

/**
 * @param {string} file
 * @param {number} bytes
 */
function isThere(file, bytes) {
  return statSync(file, { throwIfNoEntry: false })?.size === bytes;
}

/**
 * Fills the page cache with files and keeps them there while something is done.
 *
 * @template Result
 * @param {string} program bench/instruments/page_cache.cc, built
 * @param {readonly string[]} files absolute
 * @param {number} bytes of each
 * @param {(check: () => Promise<void>) => Promise<Result>} body `check` sees to it that they are still in memory
 * @returns {Promise<Result>}
 */
export async function whileResident(program, files, bytes, body) {
  const holders = files.map((file) => {
    const child = spawn(program, ['hold', file, String(bytes)], { stdio: ['pipe', 'pipe', 'inherit'] });
    const ready = new Promise((resolve) => {
      child.stdout.once('data', resolve);
      child.once('close', resolve);
    });
    return { child, ready };
  });
  try {
    await Promise.all(holders.map(({ ready }) => ready));
    return await body(() => keepResident(program, files, bytes));
  } finally {
    for (const { child } of holders) child.stdin.end();
  }
}

/**
 * Sees to it that files are wholly in the page cache.
 *
 * @param {string} program
 * @param {readonly string[]} files absolute
 * @param {number} bytes of each
 */
async function keepResident(program, files, bytes) {
  const attempts = 3;
  for (const file of files) {
    for (let attempt = 0; !(await isResident(program, file, bytes)); ++attempt) {
      if (attempt === attempts) throw new Error(`${file} does not stay in the page cache`);
      await run(program, ['fill', file, String(bytes)]);
    }
  }
}

/**
 * @param {string} program
 * @param {string} file
 * @param {number} bytes
 */
async function isResident(program, file, bytes) {
  const { stdout } = await run(program, ['resident', file, String(bytes)]);
  /** @type {{ pages: number, resident: number }} */
  const { pages, resident } = JSON.parse(stdout);
  return pages === resident;
}

/**
 * Puts a file that is going to be written into the cache as single pages, all of them clean.
 *
 * @param {string} program
 * @param {string} file absolute
 * @param {number} bytes a power of two
 */
export async function preparePages(program, file, bytes) {
  await run(program, ['clean', file, String(bytes)]);
  if (await isResident(program, file, bytes)) return;
  await run(program, ['drop', file, String(bytes)]);
  await run(program, ['scatter', file, String(bytes)]);
}

/**
 * Writes a file's pages back and out of the cache.
 *
 * @param {string} program
 * @param {string} file absolute
 * @param {number} bytes
 */
export async function dropPages(program, file, bytes) {
  await run(program, ['drop', file, String(bytes)]);
}
