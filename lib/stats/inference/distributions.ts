/**
 * The distributions that everything here is judged by, to seven digits or more: the one place that knows the library, jStat.
 * It is one package of 100 KB; those of @stdlib have three digits more and are 141.
 */
import jStat from 'jstat';

/** @returns the value that Student's t with these degrees of freedom (whole or not) stays below with probability `p` */
export function tQuantile(p: number, degreesOfFreedom: number): number {
  return jStat.studentt.inv(p, degreesOfFreedom);
}

/**
 * The probability that Student's t exceeds `t`.
 *
 * By the incomplete beta function (Abramowitz and Stegun 26.7.1) and not as 1 - cdf, which would have no digits left where
 * it is small.
 */
export function tUpperTail(t: number, degreesOfFreedom: number): number {
  if (t === Infinity) return 0;
  if (t === -Infinity) return 1;
  const oneTail = jStat.ibeta(degreesOfFreedom / (degreesOfFreedom + t * t), degreesOfFreedom / 2, 0.5) / 2;
  return t >= 0 ? oneTail : 1 - oneTail;
}

export function normalCdf(z: number): number {
  return jStat.normal.cdf(z, 0, 1);
}

export function normalQuantile(p: number): number {
  return jStat.normal.inv(p, 0, 1);
}

/** @returns the value that chi-square stays below with probability `p`; exact enough up to some hundred degrees of freedom */
export function chiSquareQuantile(p: number, degreesOfFreedom: number): number {
  return jStat.chisquare.inv(p, degreesOfFreedom);
}

/** @returns the density of √(chi-square / degrees of freedom): of a sample's standard deviation in units of the true one */
export function relativeDeviationDensity(degreesOfFreedom: number): (w: number) => number {
  const half = degreesOfFreedom / 2;
  const scale = Math.LN2 + half * Math.log(half) - jStat.gammaln(half);
  return (w) => {
    // A power of 0 whose exponent is 0 is 1.
    if (w <= 0) return degreesOfFreedom === 1 ? Math.exp(scale) : 0;
    return Math.exp(scale + (degreesOfFreedom - 1) * Math.log(w) - half * w * w);
  };
}
