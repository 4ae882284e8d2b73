import { defineConfigWithVueTs, vueTsConfigs } from '@vue/eslint-config-typescript'
import prettier from 'eslint-config-prettier'
import boundaries from 'eslint-plugin-boundaries'
import vue from 'eslint-plugin-vue'
import accessibility from 'eslint-plugin-vuejs-accessibility'

// The folders of the engine in layers: each may import those of the layers before it.
const LAYERS = [['i18n'], ['ui'], ['api'], ['forms'], ['jobs', 'account', 'staff'], ['app']]
const policies = LAYERS.flatMap((layer, index) =>
  layer.map((name) => ({
    from: { element: { type: name } },
    allow: { to: { element: { types: { anyOf: [name, ...LAYERS.slice(0, index).flat()] } } } },
  })),
)

export default defineConfigWithVueTs(
  { ignores: ['**/schema.d.ts', 'longhaul/dist/', 'playwright-report/', 'test-results/'] },
  vue.configs['flat/recommended'],
  accessibility.configs['flat/recommended'],
  vueTsConfigs.strictTypeChecked,
  prettier,
  {
    rules: {
      // Components have short names, such as Button and Home.
      'vue/multi-word-component-names': 'off',
      // A label refers to its control by `for`. It does not have to contain it as well.
      'vuejs-accessibility/label-has-for': ['error', { required: { some: ['nesting', 'id'] } }],
      // Field labels its control by id, which the rule cannot see; axe does, in the browser tests.
      'vuejs-accessibility/form-control-has-label': 'off',
      // Texts are in the translations. These signs need no translation.
      'vue/no-bare-strings-in-template': [
        'error',
        { allowlist: ['·', '–', '→', '%', '/', '(', ')', ':'] },
      ],
      // Vue makes a prop with a default optional, but the rule sees the compiled type.
      '@typescript-eslint/no-useless-default-assignment': 'off',
      // The type of an optional prop says that it may be undefined.
      'vue/require-default-prop': 'off',
      // Numbers are safe in a template string.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
    },
  },
  {
    // The workshop is for developers and not translated.
    files: ['workshop/*.vue'],
    rules: { 'vue/no-bare-strings-in-template': 'off' },
  },
  {
    files: ['longhaul/**/*.{ts,vue}'],
    ignores: ['**/*.test.ts'],
    plugins: { boundaries },
    settings: {
      'import/resolver': { node: { extensions: ['.ts', '.d.ts', '.json'] } },
      'boundaries/elements': [
        ...LAYERS.flat().map((name) => ({ type: name, pattern: `longhaul/${name}` })),
        { type: 'product', pattern: 'src' },
      ],
    },
    rules: {
      'boundaries/dependencies': ['error', { default: 'disallow', policies }],
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            { regex: '^@(/|longhaul)', message: 'The engine imports its own files by path.' },
          ],
        },
      ],
    },
  },
  {
    files: ['src/**/*.{ts,vue}'],
    rules: {
      'no-restricted-imports': [
        'error',
        { patterns: [{ regex: '/longhaul/', message: 'Import from @longhaul or @longhaul/ui.' }] },
      ],
    },
  },
)
