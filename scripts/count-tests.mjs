// Adds up the results that vitest (JSON) and CTest (JUnit) left in a folder: prints "PASSED FAILED SKIPPED".
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/**
 * @param {string} text
 * @returns {[number, number, number]}
 */
function countVitest(text) {
  /** @type {{ numPassedTests: number; numFailedTests: number; numPendingTests: number; numFailedTestSuites: number; testResults: { status: string; assertionResults: unknown[] }[] }} */
  const report = JSON.parse(text);
  // A file that could not even be loaded has no tests that could have failed.
  const unloaded = report.testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
  ).length;
  return [report.numPassedTests, report.numFailedTests + unloaded, report.numPendingTests];
}

/**
 * @param {string} text
 * @returns {[number, number, number]}
 */
function countJunit(text) {
  const attribute = (/** @type {string} */ name) =>
    Number(new RegExp(`<testsuite\\s[^>]*\\b${name}="(\\d+)"`, 's').exec(text)?.[1] ?? 0);
  const [tests, failed] = [attribute('tests'), attribute('failures')];
  const skipped = attribute('skipped') + attribute('disabled');
  return [tests - failed - skipped, failed, skipped];
}

const folder = process.argv[2] ?? '.';
const sum = [0, 0, 0];
for (const name of readdirSync(folder)) {
  const text = readFileSync(path.join(folder, name), 'utf8');
  const counts = name.endsWith('.json') ? countVitest(text) : countJunit(text);
  counts.forEach((count, index) => {
    sum[index] = (sum[index] ?? 0) + count;
  });
}
process.stdout.write(`${sum.join(' ')}\n`);
