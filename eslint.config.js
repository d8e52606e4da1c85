import reactHooks from 'eslint-plugin-react-hooks';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

/** Files that one compiler project knows. @param {string} project @param {...string} files */
const typed = (project, ...files) => ({
  files,
  languageOptions: {
    parserOptions: { project: `./tsconfig.${project}.json`, tsconfigRootDir: import.meta.dirname },
  },
});

/** What is banned, and what to use instead. @param {string} selector @param {string} message */
const ban = (selector, message) => ({ selector, message });

/** @param {string} object @param {string} name */
const call = (object, name) =>
  `CallExpression[callee.object.name='${object}'][callee.property.name='${name}']`;
/** The bare name, and the same as a member of the window. @param {string} name */
const globalCall = (name) =>
  `CallExpression:matches([callee.name='${name}'], [callee.object.name=/^(window|globalThis|self)$/][callee.property.name='${name}'])`;

const CLOCK =
  'Core knows no clock: take the moment as a parameter, in the words of the journal (HostMs, EngineMs).';
const CHANCE = 'Core knows no chance: take the number, or a seeded generator, as a parameter.';
const TIMERS = 'The renderer has one clock: use clock.ts.';
const MARKUP =
  'Marks are made one by one: use textContent, React or the shapes table. A stranger’s text is no mark-up.';

/** Of ESLint's own recommended rules, those that the compiler does not know. */
const OWN = [
  'no-async-promise-executor',
  'no-cond-assign',
  'no-constant-condition',
  'no-debugger',
  'no-empty',
  'no-empty-pattern',
  'no-fallthrough',
  'no-irregular-whitespace',
  'no-misleading-character-class',
  'no-regex-spaces',
  'no-self-assign',
  'no-sparse-arrays',
  'no-unsafe-finally',
  'no-unsafe-optional-chaining',
  'no-useless-catch',
  'no-useless-escape',
];

const NO_MARKUP = [
  ban('MemberExpression[property.name=/^(innerHTML|outerHTML|insertAdjacentHTML)$/]', MARKUP),
  ban("JSXAttribute[name.name='dangerouslySetInnerHTML']", MARKUP),
  ban("CallExpression[callee.property.name='html'][arguments.length>0]", MARKUP),
];

export default defineConfig(
  globalIgnores(['out/', 'node_modules/', 'test-results/', 'playwright-report/', 'gallery/', '**/fixtures/']),
  {
    files: ['**/*.{ts,tsx,js,mjs}'],
    extends: [tseslint.configs.strictTypeChecked],
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      ...Object.fromEntries(OWN.map((rule) => [rule, 'error'])),
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-console': 'error',
      // A name that begins with _ is there for its place only.
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', destructuredArrayIgnorePattern: '^_' },
      ],
      // `() => void work()` and `listener()` in an arrow are how a one-line callback reads best.
      '@typescript-eslint/no-confusing-void-expression': 'off',
      // Guards against what a stranger's answer may lack stay, though the types of libraries promise more.
      '@typescript-eslint/no-unnecessary-condition': 'off',
      // Objects here are closures, so their methods may be handed on.
      '@typescript-eslint/unbound-method': 'off',
      // What behaves like a library's object will do for it.
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      // `Record<never, never>` is a record of nothing, on purpose.
      '@typescript-eslint/no-generated-empty-object-type': 'off',
      // A terminal and a font count code points, which is what a spread string is.
      '@typescript-eslint/no-misused-spread': ['error', { allow: ['string'] }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
    },
  },
  typed(
    'node',
    'src/{contract,engine,practice,server,cli,core}/**/*.ts',
    'electron.vite.config.ts',
    'vitest.config.ts',
  ),
  typed('desktop', 'src/{main,preload}/**/*.ts'),
  typed('web', 'src/renderer/**/*.{ts,tsx}'),
  typed('e2e', 'e2e/**/*.ts', 'playwright.config.ts'),
  typed('scripts', 'scripts/**/*.{ts,mjs}', 'bin/**/*.mjs', 'eslint.config.js'),
  {
    files: ['src/core/**/*.ts', 'src/practice/{model,catalogue}/**/*.ts'],
    ignores: ['**/*.test.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        ban(call('Date', 'now'), CLOCK),
        ban("NewExpression[callee.name='Date'][arguments.length=0]", CLOCK),
        ban("CallExpression[callee.name='Date']", CLOCK),
        ban(call('Math', 'random'), CHANCE),
        ...NO_MARKUP,
      ],
    },
  },
  {
    files: ['src/renderer/**/*.{ts,tsx}'],
    extends: [reactHooks.configs.flat['recommended-latest']],
    rules: { 'no-restricted-syntax': ['error', ...NO_MARKUP] },
  },
  {
    files: ['src/renderer/**/*.{ts,tsx}'],
    ignores: ['src/renderer/clock.ts', '**/*.test.{ts,tsx}'],
    rules: {
      'no-restricted-syntax': [
        'error',
        ...['requestAnimationFrame', 'setTimeout', 'setInterval'].map((name) =>
          ban(globalCall(name), TIMERS),
        ),
        ban(call('Date', 'now'), TIMERS),
        ban("NewExpression[callee.name='Date'][arguments.length=0]", TIMERS),
        ban(call('performance', 'now'), TIMERS),
        ...NO_MARKUP,
      ],
    },
  },
  {
    // Programs for a terminal: the console is their screen.
    files: ['scripts/**', 'bin/**', 'e2e/**', 'eslint.config.js'],
    rules: {
      'no-console': 'off',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
    },
  },
  {
    // Typed by comments, where what JSON.parse gives cannot be read as unknown without noise.
    files: ['**/*.mjs'],
    rules: {
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/restrict-template-expressions': 'off',
      '@typescript-eslint/restrict-plus-operands': 'off',
    },
  },
  {
    // No compiler project knows these.
    files: ['e2e/desktop/stand-in/*.mjs', 'scripts/measure-fonts.mjs'],
    extends: [tseslint.configs.disableTypeChecked],
    languageOptions: { parserOptions: { project: null } },
  },
);
