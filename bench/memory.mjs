// Memory of running processes, from /proc.
import { readFileSync, readdirSync } from 'node:fs';

/**
 * @param {number} parent
 * @returns {number[]}
 */
function childrenOf(parent) {
  return readdirSync(`/proc/${parent}/task`).flatMap((thread) =>
    readFileSync(`/proc/${parent}/task/${thread}/children`, 'utf8').split(' ').filter(Boolean).map(Number),
  );
}

/**
 * A process's own memory with its share of what it has in common with others, files not counted.
 *
 * @param {number} pid
 * @returns {number} bytes
 */
function anonymousBytes(pid) {
  const text = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
  const kibibytes = (/** @type {string} */ name) =>
    Number(new RegExp(`^${name}: +(\\d+) kB$`, 'm').exec(text)?.[1]);
  return (kibibytes('Pss_Anon') + kibibytes('Pss_Shmem')) * 1024;
}

/**
 * Of the supervisor that a controller has started and of its jobs.
 *
 * @param {number} controller
 * @returns {number} bytes
 */
export function workersMemory(controller) {
  const supervisor = childrenOf(controller).find((child) => childrenOf(child).length > 0);
  if (supervisor === undefined) throw new Error('the run is over, or has no jobs');
  return [supervisor, ...childrenOf(supervisor)].reduce((sum, pid) => sum + anonymousBytes(pid), 0);
}
