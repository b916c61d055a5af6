/** The parts of jStat that are used; the package has no types of its own. */
declare module 'jstat' {
  const jStat: {
    /** Regularised incomplete beta function I_x(a, b). */
    ibeta(x: number, a: number, b: number): number;
    /** Logarithm of the gamma function. */
    gammaln(x: number): number;
    studentt: { inv(p: number, degreesOfFreedom: number): number };
    normal: {
      cdf(x: number, mean: number, deviation: number): number;
      inv(p: number, mean: number, deviation: number): number;
    };
    chisquare: { inv(p: number, degreesOfFreedom: number): number };
  };
  export default jStat;
}
