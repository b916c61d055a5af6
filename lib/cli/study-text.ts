import { formatDuration, formatRoughly } from '../options/format-value.ts';
import type { Plan } from '../plan/plan.ts';
import type { Study } from '../study/study-file.ts';

/** What a study would do, for `--explain`. */
export function studyText(study: Study, plan: Plan): string {
  const { design, configurations, runs, repeats, files } = plan;
  const bytes = files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  const lines = [
    `study ${study.name ?? study.file}, suite ${study.suite.name}, plan ${plan.hash}`,
    `${String(runs.length)} runs on ${String(configurations.length)} configurations, ${String(repeats)} repeats: ${String(plan.order.length)} measurements`,
    `order ${design.order}, host cache ${design.hostCache ?? 'as-is'}${study.reference === undefined ? '' : `, reference ${study.reference}`}`,
    `${formatRoughly(bytes)} of files in each directory, about ${formatDuration(Math.ceil(plan.estimatedMs / 1000) * 1000)} beside laying them out`,
    '',
    ...study.configurations.flatMap(({ label, directory, hooks }) => [
      `${label}: ${directory}`,
      ...Object.entries(hooks).map(([hook, command]) => `  ${hook}: ${command}`),
    ]),
    '',
    ...runs.map(({ name }) => name),
  ];
  return `${lines.join('\n')}\n`;
}
