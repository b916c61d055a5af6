/** Why the machine starts no more processes, and what to do about it. */

/** @param errnoName - of what failed; undefined where it could not be told */
export function startObstacle(errnoName: string | undefined): { cause: string; remedy: string } {
  switch (errnoName) {
    case 'EMFILE':
      return { cause: 'the limit of open files is reached', remedy: 'raise ulimit -n' };
    case 'ENFILE':
      return {
        cause: 'the system has as many open files as it may have',
        remedy: 'as root, raise the sysctl fs.file-max',
      };
    case 'ENOMEM':
      return {
        cause: 'there is not enough memory',
        remedy: 'look at free memory, ulimit -v, and memory.max of the control group',
      };
    default:
      return {
        cause: 'the limit of processes or memory is reached',
        remedy: 'look at ulimit -u, at pids.max and memory.max of the control group, and at free memory',
      };
  }
}
