/** The entries of a replay as the core has them (native/core/replay/replay_spec.h), in memory that grows with them. */

/** In the order of the core's enumeration. */
const actions = ['read', 'write', 'sync', 'datasync', 'open', 'close', 'wait'] as const;

export type ReplayAction = (typeof actions)[number];

export interface ReplayEntry {
  action: ReplayAction;
  /** Place in the list of the job's files. */
  file: number;
  /** Bytes; of `wait`, µs since the beginning of everything. */
  offset: number;
  bytes: number;
  /** Since the entry before. */
  delayUs: number;
}

const entryBytes = 24;
const actionBits = 4;
const firstCapacity = 1024;

/** What the core can tell apart. */
export const mostReplayFiles: number = 2 ** (32 - actionBits);

export class ReplayEntries {
  #view = new DataView(new ArrayBuffer(firstCapacity * entryBytes));
  #count = 0;

  get count(): number {
    return this.#count;
  }

  add({ action, file, offset, bytes, delayUs }: ReplayEntry): void {
    const at = this.#count * entryBytes;
    if (at === this.#view.byteLength) this.#grow();
    const view = this.#view;
    putWide(view, at, offset);
    putWide(view, at + 8, delayUs);
    view.setUint32(at + 16, bytes, true);
    view.setUint32(at + 20, file * 2 ** actionBits + actions.indexOf(action), true);
    this.#count += 1;
  }

  /** Without a copy: nothing may be added after. */
  bytes(): Uint8Array {
    return new Uint8Array(this.#view.buffer, 0, this.#count * entryBytes);
  }

  #grow(): void {
    const larger = new ArrayBuffer(this.#view.byteLength * 2);
    new Uint8Array(larger).set(new Uint8Array(this.#view.buffer));
    this.#view = new DataView(larger);
  }
}

/** 64 bits, without the detour over BigInt. */
function putWide(view: DataView, at: number, value: number): void {
  view.setUint32(at, value % 2 ** 32, true);
  view.setUint32(at + 4, Math.floor(value / 2 ** 32), true);
}
