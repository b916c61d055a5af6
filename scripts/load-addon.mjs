// Does the addon named by VFLOAD_NATIVE load, and do its pure functions answer? For the builds that no test runs on.
import { createRequire } from 'node:module';
import path from 'node:path';

const file = path.resolve(process.env.VFLOAD_NATIVE ?? 'build/Release/vfload.node');
/** @type {import('../lib/run/native.ts').NativeAddon} */
const addon = createRequire(import.meta.url)(file);
const engines = addon.engines().map(({ name }) => name);
if (engines.length === 0) throw new Error(`${file} has no engines`);
process.stdout.write(`${file}: version ${addon.version}, engines ${engines.join(', ')}\n`);
