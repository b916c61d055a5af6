/** What the README shows of the API is what there is: its examples are compiled against the library's types. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { expect, it } from 'vitest';

const root = path.resolve(import.meta.dirname, '../..');

/** The project's own options; a reader's example may leave a variable unused, and its `vfload` is this library. */
function compilerOptions(): ts.CompilerOptions {
  const file = path.join(root, 'tsconfig.json');
  const { config } = ts.readConfigFile(file, (name) => readFileSync(name, 'utf8')) as { config: unknown };
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, root);
  return {
    ...options,
    noUnusedLocals: false,
    isolatedDeclarations: false,
    declaration: false,
    paths: { vfload: [path.join(root, 'lib/index.ts')] },
  };
}

/** @returns the compiler's complaints about a module of this text, which is on no disk. */
function complaints(text: string): string[] {
  const name = path.join(root, 'readme-example.mts');
  const options = compilerOptions();
  const host = ts.createCompilerHost(options);
  host.fileExists = (file) => file === name || ts.sys.fileExists(file);
  host.readFile = (file) => (file === name ? text : ts.sys.readFile(file));
  const program = ts.createProgram([name], options, host);
  const source = program.getSourceFile(name);
  return [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)].map(
    ({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'),
  );
}

it('compiles every TypeScript example of the README', { timeout: 120_000 }, () => {
  const readme = readFileSync(path.join(root, 'README.md'), 'utf8');
  const examples = [...readme.matchAll(/^```ts\n([^]*?)^```$/gm)].map(([, text = '']) => text);
  expect(examples.length).toBeGreaterThan(0);
  for (const text of examples) {
    expect(text).toContain("from 'vfload'");
    expect(complaints(text), text).toEqual([]);
    // A check that cannot fail would be none.
    expect(complaints(text.replaceAll('suite', 'sweet'))).not.toEqual([]);
  }
});
