/** How likely a t test is to find a difference. */
import { normalCdf, relativeDeviationDensity, tQuantile } from '../inference/distributions.ts';

/**
 * Steps of Simpson's rule: the error is far below what a plan is rounded to. With few degrees of freedom the critical value is large,
 * and what is integrated narrow beside its range.
 */
function stepsFor(degreesOfFreedom: number): number {
  return degreesOfFreedom < 4 ? 512 : 128;
}

/**
 * The probability that a two-sided t test finds a true difference.
 *
 * A sample's mean and deviation are independent: for each deviation w (in units of the true one) the mean's part is normal,
 * and the integral over w is the tail of the noncentral t (Johnson, Kotz and Balakrishnan 1995, 31.1).
 *
 * @param distance - the true difference in true standard errors
 */
export function tTestPower(distance: number, degreesOfFreedom: number, alpha: number): number {
  const critical = tQuantile(1 - alpha / 2, degreesOfFreedom);
  const density = relativeDeviationDensity(degreesOfFreedom);
  const found = (w: number): number => {
    const wrongSide = -distance - critical * w;
    // Far out there is nothing, and asking for it takes half of the time.
    return normalCdf(distance - critical * w) + (wrongSide < -7 ? 0 : normalCdf(wrongSide));
  };
  // A deviation's own deviation is about 1/√(2ν); 9 of them leave out less than 1e-15.
  const reach = 9 / Math.sqrt(2 * degreesOfFreedom);
  const low = Math.max(0, 1 - reach);
  const steps = stepsFor(degreesOfFreedom);
  const width = (1 + reach - low) / steps;
  let sum = 0;
  for (let step = 0; step <= steps; step += 1) {
    const w = low + step * width;
    const weight = step === 0 || step === steps ? 1 : step % 2 === 1 ? 4 : 2;
    sum += weight * found(w) * density(w);
  }
  return Math.min(1, (sum * width) / 3);
}

/**
 * The true difference that a test finds with this power, in standard errors, to four digits: what is smaller is rather missed.
 *
 * Sought from the sum of two quantiles, which is nearly it (Bloom 1995), by the rule of false position (Illinois).
 */
export function detectableDistance(degreesOfFreedom: number, alpha: number, power: number): number {
  const lack = (distance: number): number => tTestPower(distance, degreesOfFreedom, alpha) - power;
  const guess = tQuantile(1 - alpha / 2, degreesOfFreedom) + tQuantile(power, degreesOfFreedom);
  let [low, high] = [0, guess];
  let [atLow, atHigh] = [alpha - power, lack(guess)];
  while (atHigh < 0) {
    [low, atLow] = [high, atHigh];
    high *= 1.1;
    atHigh = lack(high);
  }
  while (high - low > 1e-4 * high && atHigh > 1e-7) {
    const between = high - (atHigh * (high - low)) / (atHigh - atLow);
    const found = lack(between);
    // The end that stays counts half, so that it is left at last.
    if (found < 0) [low, atLow, atHigh] = [between, found, atHigh / 2];
    else [high, atHigh, atLow] = [between, found, atLow / 2];
  }
  return high;
}
