/**
 * strace tears a call in two lines where another process calls something meanwhile.
 *
 * @param lines - of a trace with process ids (`strace -f -o`)
 * @returns each call in one line, where it began
 */
export function wholeCalls(lines: readonly string[]): string[] {
  const whole: string[] = [];
  const torn = new Map<string, number>();
  for (const line of lines) {
    const pid = line.split(' ', 1)[0] ?? '';
    const [, begin] = /^(.*?) *<unfinished \.\.\.>$/.exec(line) ?? [];
    const [, end] = /^\d+ +<\.\.\. \w+ resumed>(.*)$/.exec(line) ?? [];
    if (begin !== undefined) torn.set(pid, whole.push(begin) - 1);
    else if (end === undefined) whole.push(line);
    else whole[torn.get(pid) ?? 0] = `${whole[torn.get(pid) ?? 0] ?? ''}${end}`;
  }
  return whole;
}
