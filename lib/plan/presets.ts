/** Presets: how large files are, how long is measured and how often. Options given beside a preset override it. */
import type { RawOption } from '../options/raw-option.ts';
import type { PresetName } from './plan.ts';

interface Preset {
  repeats: number;
  /** fio's options, as a job file would have them. */
  options: Readonly<Record<string, string>>;
}

/** What the study set for all of its runs (fio-semantics 7.1): the rest was fio's default. */
const studySettings = { bs: '4k', iodepth: '16', direct: '0', invalidate: '1', randrepeat: '1' } as const;

const presets: Readonly<Record<PresetName, Preset>> = {
  quick: {
    repeats: 1,
    options: {
      ...studySettings,
      size: '64m',
      runtime: '500ms',
      time_based: '1',
      // fio's 500 ms would give no sample at all.
      bwavgtime: '100',
      iopsavgtime: '100',
    },
  },
  short: { repeats: 3, options: { ...studySettings, size: '1g', runtime: '3', time_based: '1' } },
  // Not time_based: a job ends after 20 s or at the end of its file, whichever is first.
  study: { repeats: 3, options: { ...studySettings, size: '4g', runtime: '20' } },
};

/** @returns the presets' own defaults for help texts, where they differ from fio's: `16`, or that the preset decides. */
export function presetDefaultTexts(): Record<string, string> {
  const all = Object.values(presets).map(({ options }) => options);
  const names = new Set(all.flatMap((options) => Object.keys(options)));
  const text = (name: string): string => {
    const values = new Set(all.map((options) => options[name]));
    const [only] = values;
    return values.size === 1 && only !== undefined ? only : 'as the preset says';
  };
  return Object.fromEntries([...names].map((name) => [name, text(name)]));
}

/** @returns how often a preset repeats each run; 1 without a preset. */
export function presetRepeats(preset: PresetName | undefined): number {
  return preset === undefined ? 1 : presets[preset].repeats;
}

/** @returns a preset's options; none without a preset. */
export function presetOptions(preset: PresetName | undefined): RawOption[] {
  if (preset === undefined) return [];
  return Object.entries(presets[preset].options).map(([name, value]) => ({
    name,
    value,
    origin: `Option ${name} of preset ${preset}`,
  }));
}
