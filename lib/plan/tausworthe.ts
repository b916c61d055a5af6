/**
 * L'Ecuyer's generators as fio seeds them (fio-semantics 3.4), for what a plan draws. `native/core/offset` has them for the loops: a
 * plan is made where no addon is loaded, and `test/known-draws.txt` holds both to the same draws.
 */

/** A word of 32 or 64 bits. */
type Word = bigint;

/** Of what `seeded` begins with. */
const seedStart = 53n;
const discardedDraws = 6;

const u32 = (value: bigint): Word => BigInt.asUintN(32, value);
const u64 = (value: bigint): Word => BigInt.asUintN(64, value);

/** @returns draws of 32 bits, of fio's `tausworthe`. */
export function taus88(seed: bigint): () => Word {
  const words = seeded(69069n, u32(seed), [1n, 7n, 15n], u32);
  return warmedUp(() => {
    const [a = 0n, b = 0n, c = 0n] = words;
    words[0] = u32((a & 0xfffffffen) << 12n) ^ ((u32(a << 13n) ^ a) >> 19n);
    words[1] = u32((b & 0xfffffff8n) << 4n) ^ ((u32(b << 2n) ^ b) >> 25n);
    words[2] = u32((c & 0xfffffff0n) << 17n) ^ ((u32(c << 3n) ^ c) >> 11n);
    return combined(words);
  });
}

/** Left, right and last shift of each component of taus258, and how many of its lowest bits do not count. */
const components258 = [
  [1n, 53n, 10n, 1n],
  [24n, 50n, 5n, 9n],
  [3n, 23n, 29n, 12n],
  [5n, 24n, 23n, 17n],
  [3n, 33n, 8n, 23n],
] as const;

/** @returns draws of 64 bits, of fio's `tausworthe64`. */
export function taus258(seed: bigint): () => Word {
  const words = seeded(6_906_969_069n, u64(seed), [1n, 7n, 15n, 33n, 49n], u64);
  return warmedUp(() => {
    for (const [index, [left, right, shift, idleBits]] of components258.entries()) {
      const word = words[index] ?? 0n;
      const fedBack = (u64(word << left) ^ word) >> right;
      words[index] = u64(((word >> idleBits) << idleBits) << shift) ^ fedBack;
    }
    return combined(words);
  });
}

/** Each component has a least value, below which it would stay at 0 for ever. */
function seeded(factor: bigint, seed: Word, least: readonly Word[], cut: (value: bigint) => Word): Word[] {
  let value = seedStart;
  return least.map((minimum) => {
    const scrambled = cut(value * factor) ^ seed;
    value = scrambled < minimum ? scrambled + minimum : scrambled;
    return value;
  });
}

function combined(words: readonly Word[]): Word {
  return words.reduce((drawn, word) => drawn ^ word, 0n);
}

function warmedUp(next: () => Word): () => Word {
  for (let discarded = 0; discarded < discardedDraws; discarded += 1) next();
  return next;
}
