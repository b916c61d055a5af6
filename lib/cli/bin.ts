#!/usr/bin/env node
// The program: wires the process to the command line. Of the rest only what is needed is loaded.
import { leaveErrorsToWriters, processIo, writeText } from './cli-io.ts';
import { packageVersion } from './version.ts';

const args = process.argv.slice(2);
const io = processIo();
leaveErrorsToWriters(process.stdout);
leaveErrorsToWriters(process.stderr);

const isVersion = args.length === 1 && (args[0] === '--version' || args[0] === '-V');
if (isVersion) {
  await writeText(io.stdout, `${packageVersion()}\n`);
} else {
  const { main } = await import('./main.ts');
  const exitCode = await main(args, io);
  // Both streams have been written out. Whatever still keeps the event loop alive (a process that was given
  // up) must not keep vfload from ending.
  process.exit(exitCode);
}
