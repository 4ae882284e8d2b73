import { defineConfigWithVueTs, vueTsConfigs } from '@vue/eslint-config-typescript'
import prettier from 'eslint-config-prettier'
import vue from 'eslint-plugin-vue'
import accessibility from 'eslint-plugin-vuejs-accessibility'

export default defineConfigWithVueTs(
  { ignores: ['**/schema.d.ts', 'playwright-report/', 'test-results/'] },
  vue.configs['flat/recommended'],
  accessibility.configs['flat/recommended'],
  vueTsConfigs.strictTypeChecked,
  prettier,
  {
    rules: {
      // Pages and ui components are named as people say them: Button, Jobs.
      'vue/multi-word-component-names': 'off',
      // A label belongs to its control by `for`; nesting them as well helps nobody.
      'vuejs-accessibility/label-has-for': ['error', { required: { some: ['nesting', 'id'] } }],
      // Field labels its control by id, which the rule cannot see; axe does, in the browser tests.
      'vuejs-accessibility/form-control-has-label': 'off',
      // Words belong into the translations; these are none.
      'vue/no-bare-strings-in-template': [
        'error',
        { allowlist: ['·', '–', '%', '/', '(', ')', ':'] },
      ],
      // Vue makes a prop optional by its default; the rule takes the compiled type for the given one.
      '@typescript-eslint/no-useless-default-assignment': 'off',
      // The type of an optional prop says already that it may be undefined.
      'vue/require-default-prop': 'off',
      // Numbers are safe in a template string.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
    },
  },
  {
    // Developers read it, and no translation.
    files: ['src/workshop/*.vue'],
    rules: { 'vue/no-bare-strings-in-template': 'off' },
  },
)
