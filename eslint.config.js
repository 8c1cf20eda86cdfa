import importX from 'eslint-plugin-import-x';
import { createTypeScriptImportResolver } from 'eslint-import-resolver-typescript';
import tseslint from 'typescript-eslint';

/** Which room may import from which (the architecture's one-way streets). A zone names what must NOT be imported. */
const rooms = {
  'src/domain': ['src/connectors', 'src/mapping', 'src/sync', 'src/store', 'src/server', 'src/cli', 'sandbox', 'ui'],
  'src/connectors': ['src/mapping', 'src/sync', 'src/store', 'src/server', 'src/cli', 'sandbox', 'ui'],
  'src/store': ['src/connectors', 'src/mapping', 'src/sync', 'src/server', 'src/cli', 'sandbox', 'ui'],
  'src/mapping': ['src/connectors', 'src/sync', 'src/store', 'src/server', 'src/cli', 'sandbox', 'ui'],
  'src/sync': ['src/connectors', 'src/store', 'src/server', 'src/cli', 'sandbox', 'ui'],
  'src/server': ['src/connectors', 'src/store', 'src/cli', 'sandbox', 'ui'],
  sandbox: ['src', 'ui'],
  ui: ['src', 'sandbox'],
};

const zones = Object.entries(rooms).map(([target, from]) => ({
  target: `./${target}`,
  from: from.map((room) => `./${room}`),
  message: 'Imports go one way; see docs/architecture.md.',
}));

const onlyInConfig = 'Only src/config.ts reads the environment; take the value as an argument.';

export default tseslint.config(
  { ignores: ['dist', 'node_modules', '.data', 'coverage', 'ui/src/api/schema.d.ts'] },
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [...tseslint.configs.recommended],
    plugins: { 'import-x': importX },
    settings: {
      'import-x/resolver-next': [
        createTypeScriptImportResolver({
          noWarnOnMultipleProjects: true,
          project: ['tsconfig.json', 'tsconfig.test.json', 'ui/tsconfig.json'],
        }),
      ],
    },
    languageOptions: { parserOptions: { ecmaFeatures: { jsx: true } } },
    rules: {
      'import-x/no-restricted-paths': ['error', { zones }],
      'import-x/no-default-export': 'error',
      'import-x/no-cycle': ['error', { ignoreExternal: true }],
      'max-lines': ['error', { max: 250, skipComments: true, skipBlankLines: true }],
      'no-restricted-syntax': [
        'error',
        { selector: 'TSEnumDeclaration', message: 'Use an `as const` array and a derived type.' },
        { selector: "MemberExpression[object.name='process'][property.name='env']", message: onlyInConfig },
      ],
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-console': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/no-non-null-assertion': 'off',
    },
  },
  {
    // The console is the sandbox command line's and the benchmark's way to speak; tests and tools may look at the environment.
    files: ['sandbox/cli*.ts', 'bench/**', 'test/**'],
    rules: { 'no-console': 'off' },
  },
  {
    files: ['src/config.ts', 'src/cli/session.ts', 'test/**', 'bench/**'],
    rules: {
      'no-restricted-syntax': [
        'error',
        { selector: 'TSEnumDeclaration', message: 'Use an `as const` array and a derived type.' },
      ],
    },
  },
  {
    files: ['**/vite.config.ts', '**/*.config.ts'],
    rules: { 'import-x/no-default-export': 'off' },
  },
);
