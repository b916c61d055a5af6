/** A job's files as the addon takes them. */
import type { NativeFiles } from '../native.ts';

/** @returns one file, treated as fio does by default. */
export function nativeFiles(): NativeFiles {
  return {
    list: [],
    openfiles: 0,
    sync: 'none',
    createOnOpen: false,
    allowFileCreate: true,
    preRead: false,
    fsyncOnClose: false,
    unlink: false,
    unlinkEachLoop: false,
  };
}
