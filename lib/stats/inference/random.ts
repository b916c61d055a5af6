/** A stream of pseudo-random numbers that a seed repeats. */

/**
 * Numbers from 0 to below 1: sfc32, Chris Doty-Humphrey's small fast counting generator of PractRand, 128 bits of state.
 *
 * @param seed - a whole number
 */
export function seededRandom(seed: number): () => number {
  let [a, b, c, counter] = [0, seed | 0, Math.floor(seed / 2 ** 32) | 0, 1];
  const next = (): number => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    c |= 0;
    return (sum >>> 0) / 2 ** 32;
  };
  // Until the seed has reached all of the state.
  for (let round = 0; round < 12; round += 1) next();
  return next;
}
