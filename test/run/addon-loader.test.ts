import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { VfloadError } from '../../lib/errors.ts';
import { loadAddon } from '../../lib/run/addon-loader.ts';

function loadingError(): VfloadError {
  try {
    loadAddon();
  } catch (error) {
    if (error instanceof VfloadError) return error;
    throw error;
  }
  throw new Error('an addon was loaded');
}

describe('loadAddon', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'vfload-loader-'));
  });

  afterEach(() => {
    vi.unstubAllEnvs();
    rmSync(folder, { recursive: true, force: true });
  });

  test("loads the checkout's build", () => {
    vi.stubEnv('VFLOAD_NATIVE', '');
    expect(
      loadAddon()
        .engines()
        .map(({ name }) => name),
    ).toContain('psync');
  });

  test('loads what VFLOAD_NATIVE names', () => {
    vi.stubEnv('VFLOAD_NATIVE', path.resolve('build/Release/vfload.node'));
    expect(loadAddon().version).toMatch(/^\d+\.\d+\.\d+/);
  });

  test('names the missing file of VFLOAD_NATIVE, and tries no other', () => {
    const file = path.join(folder, 'missing.node');
    vi.stubEnv('VFLOAD_NATIVE', file);
    const error = loadingError();
    expect(error.code).toBe('ERR_VFLOAD_NATIVE');
    expect(error.message).toContain(`${file}: no such file`);
    expect(error.message).not.toContain('prebuilds');
    expect(error.remedy).toContain('VFLOAD_NATIVE');
  });

  test("repeats the dynamic linker's words about a file that is no addon", () => {
    const file = path.join(folder, 'text.node');
    writeFileSync(file, 'not an ELF file, but as long as one. '.repeat(100));
    vi.stubEnv('VFLOAD_NATIVE', file);
    expect(loadingError().message).toContain('invalid ELF header');
  });
});
