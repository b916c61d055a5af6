#!/usr/bin/env node
// The program in fio's place, whatever the link to it is called.
import { leaveErrorsToWriters, processIo } from './cli-io.ts';
import { fioMain } from './fio/main.ts';

const io = processIo();
leaveErrorsToWriters(process.stdout);
leaveErrorsToWriters(process.stderr);
const exitCode = await fioMain(process.argv.slice(2), io);
process.exit(exitCode);
