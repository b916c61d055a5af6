/** Bits kept of a quotient before it is rounded to a double's 53. */
const quotientBits = 66;

function bitLength(value: bigint): number {
  return value.toString(16).length * 4;
}

/**
 * The double nearest to `numerator / denominator`, both of any size.
 * Dividing two rounded doubles would lose digits where the numerator needs more than 53 bits.
 *
 * @param denominator - greater than 0
 */
export function ratioToNumber(numerator: bigint, denominator: bigint): number {
  if (numerator < 0n) return -ratioToNumber(-numerator, denominator);
  if (numerator === 0n) return 0;
  const shift = Math.max(0, quotientBits - (bitLength(numerator) - bitLength(denominator)));
  const scaled = numerator << BigInt(shift);
  const quotient = scaled / denominator;
  // A sticky bit below the kept ones, so that Number() does not take an inexact quotient for a tie.
  const sticky = quotient * denominator === scaled ? quotient << 1n : (quotient << 1n) | 1n;
  return Number(sticky) * 2 ** -(shift + 1);
}
