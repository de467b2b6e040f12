// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the examples are source code, templates included
// Holds the repository to docs/architecture.md, and proves on small examples that each rule can fail.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readImportTable } from '../../../scripts/architecture/import-table.ts';
import { findViolations } from '../../../scripts/architecture/rules.ts';
import { checkArchitecture, describeViolation, sizeWarnings } from '../../../scripts/architecture.ts';

const page = readFileSync(new URL('../../../docs/architecture.md', import.meta.url), 'utf8');

/** Violations in files given as path and text, under the table in docs/architecture.md; `src/` is the server's. */
function violationsIn(files: Record<string, string>): string[] {
  const texts = new Map(
    Object.entries(files).map(([path, text]) => [path.replace(/^src\//, 'packages/server/src/'), text]),
  );
  return findViolations({ texts, exists: (path) => texts.has(path) }, readImportTable(page)).map(
    (violation) => describeViolation(violation).replaceAll('packages/server/', ''),
  );
}

describe('the repository', () => {
  const report = checkArchitecture();

  test('keeps its own rules', () => {
    expect(report.violations).toEqual([]);
  });

  test('is read whole, or the rules would hold for nothing', () => {
    expect(report.files).toBeGreaterThan(10);
  });
});

describe('the import table', () => {
  test('in docs/architecture.md has the folders of the server', () => {
    const table = readImportTable(page);
    expect(table.get('model')).toEqual(new Set());
    expect(table.get('format')).toEqual(new Set(['model', '@quizwire/caliper']));
    expect(table.get('app')).toBe('all');
  });

  test.each([
    ['no section', '# Architecture\n'],
    ['no rows', '## Who may import whom\n\n| folder | may import |\n| --- | --- |\n'],
    [
      'a row that says nothing',
      '## Who may import whom\n\n| folder | may import |\n| --- | --- |\n| `model` | |\n',
    ],
    ['an unknown name', '## Who may import whom\n\n| a | b |\n| --- | --- |\n| `http` | `modle` |\n'],
    [
      'two rows for one',
      '## Who may import whom\n\n| a | b |\n| --- | --- |\n| `http` | all |\n| `http` | all |\n',
    ],
  ])('cannot be used with %s', (_, markdown) => {
    expect(() => readImportTable(markdown)).toThrow('docs/architecture.md');
  });
});

describe('who may import whom', () => {
  test('every row of the table is enforced, in both directions', () => {
    const table = readImportTable(page);
    for (const folder of table.keys()) {
      for (const target of table.keys()) {
        const allowed = table.get(folder);
        const found = violationsIn({
          [`src/${folder}/a.ts`]: `import { b } from '../${target}/b.ts';\nuse(b);`,
          [`src/${target}/b.ts`]: 'export const b = 1;',
        });
        const legal = folder === target || allowed === 'all' || allowed?.has(target);
        const message = `src/${folder}/a.ts:1 [import table] ${folder} may not import ${target} (docs/architecture.md)`;
        expect(found).toEqual(legal ? [] : [message]);
      }
    }
  });

  test('a file directly in src is a folder of its own', () => {
    const files = {
      'src/http/server.ts': "import type { Config } from '../config.ts';",
      'src/config.ts': 'x;',
    };
    expect(violationsIn(files)).toEqual([
      'src/http/server.ts:1 [import table] http may not import config (docs/architecture.md)',
    ]);
  });

  test.each([
    ['a type', "import type { A } from '../store/a.ts';"],
    ['one type among values', "import { type A } from '../store/a.ts';"],
    ['a namespace', "import * as a from '../store/a.ts';"],
    ['over several lines', "import {\n  b,\n  c as d,\n} from '../store/a.ts'; use(b, d);"],
    ['for its effect', "import '../store/a.ts';"],
    ['by re-export', "export { a } from '../store/a.ts'; use(1);"],
    ['by re-export of types', "export type { A } from '../store/a.ts'; use(1);"],
    ['by re-export of all', "export * as a from '../store/a.ts'; use(1);"],
    ['at run time', "const a = await import('../store/a.ts');"],
    ['at run time in a template', 'const a = await import(`../store/a.ts`);'],
    ['inside a type', "let a: import('../store/a.ts').A;"],
    ['the CommonJS way', "const a = require('../store/a.ts');"],
    ['after a regular expression with quotes', "const q = /['\"`]/; import '../store/a.ts';"],
    ['after a nested template', "const t = `a${`b${{ c: '}' }}`}'`; import '../store/a.ts';"],
    ['after a division', "const half = a / 2; import '../store/a.ts'; // half / 2"],
  ])('an import counts: %s', (_, text) => {
    const found = violationsIn({ 'src/model/a.ts': text, 'src/store/a.ts': 'export const a = 1;' });
    expect(found).toHaveLength(1);
    expect(found[0]).toContain('[import table] model may not import store');
  });

  test.each([
    ['in a comment', "// import '../store/a.ts';\n/* import '../store/a.ts'; */"],
    ['in a string', 'const a = "import \'../store/a.ts\'";'],
    ['in a template', "const a = `import '../store/a.ts'; ${1} import('../store/a.ts')`;"],
    ['as a member', "loader.import('../store/a.ts');"],
  ])('an import does not count: %s', (_, text) => {
    expect(violationsIn({ 'src/model/a.ts': text, 'src/store/a.ts': 'export const a = 1;' })).toEqual([]);
  });

  test('a folder without a row is refused', () => {
    expect(violationsIn({ 'src/services/a.ts': 'x;' })).toEqual([
      'src/services/a.ts [row] docs/architecture.md has no row for services',
    ]);
  });
});

describe('packages', () => {
  test.each([
    ['model', 'node:crypto', 'model is pure; it does not import node:crypto'],
    ['grading', 'typebox/value', 'grading is pure; it does not import typebox'],
    ['operations', 'kysely', 'only store imports kysely'],
    ['http', 'pg', 'only store imports pg'],
    ['app', 'pg-cursor', 'only store imports pg-cursor'],
    ['delivery', 'node:sqlite', 'only store imports node:sqlite'],
    ['cli', 'fastify', 'only http imports fastify'],
    ['app', '@fastify/swagger', 'only http imports @fastify/swagger'],
    ['http', '@quizwire/caliper', 'http may not import @quizwire/caliper (docs/architecture.md)'],
  ])('%s may not import %s', (folder, specifier, message) => {
    const found = violationsIn({ [`src/${folder}/a.ts`]: `import type { A } from '${specifier}';` });
    expect(found).toEqual([`src/${folder}/a.ts:1 [package] ${message}`]);
  });

  test.each([
    ['store', 'kysely'],
    ['store', 'pg'],
    ['store', 'node:sqlite'],
    ['http', 'fastify'],
    ['http', '@fastify/swagger'],
    ['format', '@quizwire/caliper'],
    ['delivery', 'undici'],
  ])('%s may import %s', (folder, specifier) => {
    expect(violationsIn({ [`src/${folder}/a.ts`]: `import type { A } from '${specifier}';` })).toEqual([]);
  });

  test('a package that only begins like a kept one is free', () => {
    expect(violationsIn({ 'src/http/a.ts': "import 'pgvector';" })).toEqual([]);
  });
});

describe('import paths', () => {
  const found = (specifier: string): string[] =>
    violationsIn({
      'src/model/a.ts': `import '${specifier}';`,
      'src/model/b.ts': 'x;',
      'packages/caliper/src/index.ts': 'x;',
    });

  test('end in .ts', () => {
    expect(found('./b.ts')).toEqual([]);
    expect(found('./b.js')).toEqual(['src/model/a.ts:1 [import path] ./b.js does not end in .ts']);
    expect(found('./b')).toEqual(['src/model/a.ts:1 [import path] ./b does not end in .ts']);
    expect(found('..')).toEqual(['src/model/a.ts:1 [import path] .. does not end in .ts']);
  });

  test('lead to a file', () => {
    expect(found('./c.ts')).toEqual(['src/model/a.ts:1 [import path] ./c.ts does not exist']);
  });

  test('stay in the package', () => {
    expect(found('../../../caliper/src/index.ts')[0]).toContain('leaves src/, which is published alone');
  });
});

describe('cycles', () => {
  test('between two files are found, types included', () => {
    const files = {
      'src/model/a.ts': "import type { B } from './b.ts'; export interface A { b: B }",
      'src/model/b.ts': "import type { A } from './a.ts'; export interface B { a: A }",
    };
    expect(violationsIn(files)).toEqual([
      'src/model/a.ts [cycle] imports itself: src/model/a.ts → src/model/b.ts → src/model/a.ts',
    ]);
  });

  test('through three files are found, wherever the search begins', () => {
    const files = {
      'bench/entry.ts': "import './a.ts';",
      'bench/a.ts': "import './b.ts';",
      'bench/b.ts': "import './c.ts';",
      'bench/c.ts': "import './a.ts';",
    };
    expect(violationsIn(files)).toEqual([
      'bench/a.ts [cycle] imports itself: bench/a.ts → bench/b.ts → bench/c.ts → bench/a.ts',
    ]);
  });

  test('are not seen in two ways to one file', () => {
    const files = {
      'bench/a.ts': "import './b.ts'; import './c.ts';",
      'bench/b.ts': "import './d.ts';",
      'bench/c.ts': "import './d.ts';",
      'bench/d.ts': 'x;',
    };
    expect(violationsIn(files)).toEqual([]);
  });
});

describe('names and exports', () => {
  test.each(['src/model/utils.ts', 'src/http/helpers/a.ts', 'bench/common.ts', 'packages/web/src/types.ts'])(
    '%s does not say what is inside',
    (path) => {
      expect(violationsIn({ [path]: 'x;' })[0]).toMatch(/\[name\] "\w+" does not say what is inside/);
    },
  );

  test.each([
    'export default 1;',
    'const a = 1;\nexport { a as default };',
    'export { default } from "./b.ts"; x;',
  ])('a default export is refused: %s', (text) => {
    const found = violationsIn({ 'bench/a.ts': text, 'bench/b.ts': 'x;' });
    expect(found).toHaveLength(1);
    expect(found[0]).toContain('[default export]');
  });

  test('a default import of a package is fine', () => {
    expect(
      violationsIn({ 'bench/a.ts': "import { default as pg } from 'pg'; switch (pg) { default: }" }),
    ).toEqual([]);
  });

  test.each([
    "export { b } from './b.ts';",
    "export * from './b.ts';\nexport type { B } from './b.ts';",
    "// A door.\nimport { b } from './b.ts';\nexport { b };",
  ])('a barrel is refused: %s', (text) => {
    const files = { 'src/model/b.ts': 'export const b = 1;', 'src/model/a.ts': text };
    expect(violationsIn(files)).toEqual([
      "src/model/a.ts [barrel] only a package's src/index.ts may do nothing but re-export",
    ]);
    expect(violationsIn({ ...files, 'src/model/index.ts': text })).toHaveLength(2);
  });

  test('the public door may be a barrel', () => {
    const files = {
      'src/index.ts': "export { app } from './app.ts';",
      'src/app.ts': 'export const app = 1;',
    };
    expect(violationsIn(files)).toEqual([]);
  });
});

describe('any', () => {
  test.each([
    'let a: any;',
    'f(b as any);',
    'const a = <any>b;',
    'let a: any[] = [];',
    'type A = any;',
    'type A = Map<string, any>;',
    'type A = string | any;',
    'const f = (a: string): any => a;',
    'function f<T extends any>(a: T) {}',
    'type A<T> = T extends any ? 1 : 2;',
    'const t = `${b as any}`;',
    'let a: any = /any/;',
  ])('is refused as a type: %s', (text) => {
    expect(violationsIn({ 'bench/a.ts': text })).toEqual(['bench/a.ts:1 [any] nothing is of type any']);
  });

  test.each([
    '// any',
    '/* : any */',
    "const a = ': any';",
    'const t = `as any ${a} as any`;',
    'await Promise.any(a);',
    'const a = { any: 1 };',
    'interface A { any?: 1 }',
    'const a = b.replace(/: any/, "");',
    'const company = anything;',
  ])('is fine as a word: %s', (text) => {
    expect(violationsIn({ 'bench/a.ts': text })).toEqual([]);
  });
});

describe('sizes', () => {
  const lines = (count: number): string => 'x;\n'.repeat(count);

  test('a source file over 250 lines is a warning', () => {
    const texts = new Map([
      ['packages/server/src/model/a.ts', lines(251)],
      ['packages/server/src/model/b.ts', lines(250)],
      ['packages/server/src/model/c.ts', lines(10)],
      ['packages/server/src/model/d.ts', lines(10)],
      ['packages/server/src/model/e.ts', lines(10)],
      ['packages/server/test/model/a.test.ts', lines(900)],
    ]);
    expect(sizeWarnings(texts)).toEqual([
      'warning: packages/server/src/model/a.ts has 251 lines, more than 250',
    ]);
  });

  test('a median over 90 lines is a warning', () => {
    expect(sizeWarnings(new Map([['packages/server/src/model/a.ts', lines(91)]]))).toEqual([
      'warning: the median source file has 91 lines, more than 90',
    ]);
  });
});
