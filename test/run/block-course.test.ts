import { expect, test } from 'vitest';
import type { PlannedRepeat } from '../../lib/plan/plan.ts';
import { BlockCourses } from '../../lib/run/block-course.ts';
import type { CellEnd } from '../../lib/run/execute-cell.ts';

function planned(changes: Partial<PlannedRepeat>): PlannedRepeat {
  return { configuration: 0, run: 0, repeat: 1, block: 1, position: 0, ...changes };
}

function end(changes: Partial<CellEnd>): CellEnd {
  return { elapsedMs: 0, endsAll: false, ...changes } as CellEnd;
}

test('the runs of a block on one configuration share their time; another block begins anew', () => {
  const courses = new BlockCourses();
  courses.note(planned({ run: 0 }), 'a', end({ elapsedMs: 300 }));
  courses.note(planned({ run: 1 }), 'b', end({ elapsedMs: 200 }));
  expect(courses.elapsedMs(planned({ run: 2 }))).toBe(500);
  expect(courses.elapsedMs(planned({ run: 2, configuration: 1 }))).toBe(0);
  expect(courses.elapsedMs(planned({ block: 2, repeat: 2 }))).toBe(0);
});

test('blocks that take turns, as in a fixed order, keep their times apart', () => {
  const courses = new BlockCourses();
  courses.note(planned({ block: 1 }), 'a', end({ elapsedMs: 300 }));
  courses.note(planned({ block: 2 }), 'a', end({ elapsedMs: 100 }));
  expect(courses.elapsedMs(planned({ block: 1, run: 1 }))).toBe(300);
  expect(courses.elapsedMs(planned({ block: 2, run: 1 }))).toBe(100);
});

test('after a job that ended everything no run of the block is started', () => {
  const courses = new BlockCourses();
  expect(courses.obstacle(planned({}))).toBeUndefined();
  courses.note(planned({}), 'a', end({ endsAll: true }));
  expect(courses.obstacle(planned({ run: 1 }))).toMatchObject({ code: 'not-started' });
  expect(courses.obstacle(planned({ run: 1 }))?.message).toContain('a job of a has ended everything');
  expect(courses.obstacle(planned({ run: 0, block: 2 }))).toBeUndefined();
});
