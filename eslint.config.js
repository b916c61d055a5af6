// Type-aware linting at typescript-eslint's strictest level; layout is prettier's business.
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

/**
 * Data goes one way, from options to reports: what some folders may not import. Of several that fit a file the last one
 * holds. Patterns are those of .gitignore, which know no braces.
 *
 * @param {string[]} files
 * @param {string[]} names folders or files of lib
 * @param {string} message
 * @returns {import('eslint').Linter.Config}
 */
function mayNotImport(files, names, message) {
  const group = names.map((name) => (name.endsWith('.ts') ? `**/${name}` : `**/${name}/**`));
  return {
    files,
    rules: { '@typescript-eslint/no-restricted-imports': ['error', { patterns: [{ group, message }] }] },
  };
}

export default defineConfig(
  globalIgnores(['build*/', 'dist/', 'prebuilds/', '.cache/']),
  tseslint.configs.strictTypeChecked,
  {
    languageOptions: {
      parserOptions: {
        project: ['tsconfig.json', 'tsconfig.config.json', 'tsconfig.page.json'],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      eqeqeq: 'error',
      'no-console': 'error',
      'object-shorthand': 'error',
      'prefer-const': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      // Numbers in messages are what a benchmark prints; objects and undefined stay errors.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
    },
  },
  mayNotImport(
    ['lib/{options,jobfile,suite,plan}/**'],
    ['run', 'probe', 'result', 'stats', 'report', 'parity', 'cli'],
    'Plans know nothing of runs.',
  ),
  mayNotImport(
    ['lib/{stats,result,read,report,compare}/**'],
    ['run', 'probe', 'parity', 'cli'],
    'Results are read without the addon.',
  ),
  mayNotImport(
    ['lib/stats/**'],
    ['result', 'read', 'report', 'compare', 'run', 'probe', 'parity', 'cli'],
    'Statistics know numbers only.',
  ),
  mayNotImport(
    ['lib/{result,read}/**'],
    ['report', 'compare', 'run', 'probe', 'parity', 'cli'],
    'Results know no reports.',
  ),
  mayNotImport(['lib/run/**'], ['probe', 'report', 'parity', 'cli'], 'Nothing that measures prints.'),
  mayNotImport(['lib/probe/**'], ['report', 'parity', 'cli'], 'Nothing that measures prints.'),
  mayNotImport(
    ['lib/parity/**'],
    ['probe', 'compare', 'cli'],
    'Certificates are made of slices alone, and know no command line.',
  ),
  mayNotImport(['lib/index.ts'], ['cli', 'native.ts'], 'The command line is a user of the API.'),
  mayNotImport(
    ['lib/cli/**'],
    ['native.ts', 'addon-loader.ts'],
    'Only lib/run and lib/probe touch the addon.',
  ),
  {
    // Plain JavaScript checked through JSDoc: a cast in a comment is invisible to these rules.
    files: ['**/*.mjs'],
    rules: {
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      // What a script has to say goes to the terminal.
      'no-console': 'off',
    },
  },
);
