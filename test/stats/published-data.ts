/** Data sets that textbooks and R print their results for. */

type Samples<Name extends string> = Readonly<Record<Name, readonly number[]>>;

/** Student's sleep data (1908), R's `sleep`: hours gained by ten patients with either drug. */
export const sleep: Samples<'first' | 'second'> = {
  first: [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0],
  second: [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4],
};

/** Miles per gallon of R's `mtcars` with automatic and manual transmission (Henderson and Velleman 1981). */
export const mtcars: Samples<'automatic' | 'manual'> = {
  automatic: [
    21.4, 18.7, 18.1, 14.3, 24.4, 22.8, 19.2, 17.8, 16.4, 17.3, 15.2, 10.4, 10.4, 14.7, 21.5, 15.5, 15.2,
    13.3, 19.2,
  ],
  manual: [21, 21, 22.8, 32.4, 30.4, 33.9, 27.3, 26, 30.4, 15.8, 19.7, 15, 21.4],
};

/** Lengths of R's `ToothGrowth` by supplement (Crampton 1947). */
export const toothGrowth: Samples<'orangeJuice' | 'ascorbicAcid'> = {
  orangeJuice: [
    15.2, 21.5, 17.6, 9.7, 14.5, 10, 8.2, 9.4, 16.5, 9.7, 19.7, 23.3, 23.6, 26.4, 20, 25.2, 25.8, 21.2, 14.5,
    27.3, 25.5, 26.4, 22.4, 24.5, 24.8, 30.9, 26.4, 27.3, 29.4, 23,
  ],
  ascorbicAcid: [
    4.2, 11.5, 7.3, 5.8, 6.4, 10, 11.2, 11.2, 5.2, 7, 16.5, 16.5, 15.2, 17.3, 22.5, 17.3, 13.6, 14.5, 18.8,
    15.5, 23.6, 18.5, 33.9, 25.5, 26.4, 32.5, 26.7, 21.5, 23.3, 29.5,
  ],
};

/** Ozone in New York in May and in August of R's `airquality` (Chambers et al. 1983), days without a value left out. */
export const ozone: Samples<'may' | 'august'> = {
  may: [41, 36, 12, 18, 28, 23, 19, 8, 7, 16, 11, 14, 18, 14, 34, 6, 30, 11, 1, 11, 4, 32, 23, 45, 115, 37],
  august: [
    39, 9, 16, 78, 35, 66, 122, 89, 110, 44, 28, 65, 22, 59, 23, 31, 44, 21, 9, 45, 168, 73, 76, 118, 84, 85,
  ],
};

/** Permeability of the human chorioamnion at term and between weeks 12 and 26 (Hollander and Wolfe 1973, table 4.1). */
export const permeability: Samples<'atTerm' | 'earlier'> = {
  atTerm: [0.8, 0.83, 1.89, 1.04, 1.45, 1.38, 1.91, 1.64, 0.73, 1.46],
  earlier: [1.15, 0.88, 0.9, 0.74, 1.21],
};

/** Hunter's lightness of canned tuna and its mean score with consumers (Hollander and Wolfe 1973, table 8.1). */
export const tuna: Samples<'lightness' | 'score'> = {
  lightness: [44.4, 45.9, 41.9, 53.3, 44.7, 44.1, 50.7, 45.2, 60.1],
  score: [2.6, 3.1, 2.5, 5.0, 3.6, 4.0, 5.2, 2.8, 3.8],
};

/** Norris of NIST's Statistical Reference Datasets: calibration of ozone monitors, [x, y]. */
export const norris: readonly (readonly [x: number, y: number])[] = [
  [0.2, 0.1],
  [337.4, 338.8],
  [118.2, 118.1],
  [884.6, 888.0],
  [10.1, 9.2],
  [226.5, 228.1],
  [666.3, 668.5],
  [996.3, 998.5],
  [448.6, 449.1],
  [777.0, 778.9],
  [558.2, 559.2],
  [0.4, 0.3],
  [0.6, 0.1],
  [775.5, 778.1],
  [666.9, 668.8],
  [338.0, 339.3],
  [447.5, 448.9],
  [11.6, 10.8],
  [556.0, 557.7],
  [228.1, 228.3],
  [995.8, 998.0],
  [887.6, 888.8],
  [120.2, 119.6],
  [0.3, 0.3],
  [0.3, 0.6],
  [556.8, 557.6],
  [339.1, 339.3],
  [887.2, 888.0],
  [999.0, 998.5],
  [779.0, 778.9],
  [11.1, 10.2],
  [118.3, 117.6],
  [229.2, 228.9],
  [669.1, 668.4],
  [448.9, 449.2],
  [0.5, 0.2],
];

/** The law schools of Efron (1979): mean LSAT and GPA of 15 classes. */
export const lawSchools: readonly (readonly [lsat: number, gpa: number])[] = [
  [576, 3.39],
  [635, 3.3],
  [558, 2.81],
  [578, 3.03],
  [666, 3.44],
  [580, 3.07],
  [555, 3.0],
  [661, 3.43],
  [651, 3.36],
  [605, 3.13],
  [653, 3.12],
  [575, 2.74],
  [545, 2.76],
  [572, 2.88],
  [594, 2.96],
];

/** p values of 15 hypotheses about thrombolysis, the example of Benjamini and Hochberg (1995). */
export const thrombolysis: readonly number[] = [
  0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719, 0.6528,
  0.759, 1,
];
