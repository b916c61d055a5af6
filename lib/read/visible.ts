/** Text of a file, to be shown: what a terminal would act upon becomes a mark. */

const controls = /[\u0000-\u001f\u007f-\u009f]/g;

export function visible(text: string): string {
  return text.replaceAll(controls, '\uFFFD');
}
