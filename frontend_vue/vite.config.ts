import { fileURLToPath } from 'node:url'
import tailwindcss from '@tailwindcss/vite'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vitest/config'
import { budget } from './longhaul/build/budget.ts'
import { words } from './longhaul/build/words.ts'

const django = process.env.VITE_DJANGO_URL ?? 'http://127.0.0.1:8000'
const CORE = /node_modules\/(@vue|vue|vue-router|@tanstack|@intlify|vue-i18n|openapi-fetch)\//
// Without what only the account pages use, because the heaviest page does not need it.
const COMMON = /\/longhaul\/(api|ui)\/(?!account)/
const path = (name: string) => fileURLToPath(new URL(name, import.meta.url))
const base = '/static/vue/'

export default defineConfig(({ command, mode }) => ({
  // Built files refer to each other by relative paths, so they work under any STATIC_URL.
  base: command === 'build' ? './' : base,
  plugins: [
    words(),
    vue(),
    tailwindcss(),
    budget({ page: 90, style: 10, part: 60 }, mode === 'check'),
  ],
  resolve: {
    alias: [
      { find: /^@\//, replacement: path('./src/') },
      // Only the public modules of the engine.
      { find: /^@longhaul$/, replacement: path('./longhaul/index.ts') },
      { find: /^@longhaul\/ui$/, replacement: path('./longhaul/ui/index.ts') },
      { find: /^@longhaul\/testing$/, replacement: path('./longhaul/testing.ts') },
      { find: /^@longhaul\/styles.css$/, replacement: path('./longhaul/styles.css') },
      // Without the message compiler: messages are compiled when the page is built.
      { find: /^vue-i18n$/, replacement: 'vue-i18n/dist/vue-i18n.runtime.mjs' },
    ],
  },
  define: {
    __VUE_OPTIONS_API__: false,
    __VUE_I18N_FULL_INSTALL__: false,
    __VUE_I18N_LEGACY_API__: false,
    __INTLIFY_PROD_DEVTOOLS__: false,
    __INTLIFY_DROP_MESSAGE_COMPILER__: true,
  },
  build: {
    outDir: '../backend_django/static/vue',
    emptyOutDir: true,
    // Named, because Django's collectstatic skips folders that begin with a dot.
    manifest: 'manifest.json',
    rollupOptions: {
      input: 'src/main.ts',
      output: {
        // One chunk for what every page needs and one for what many need: small chunks compress worse.
        codeSplitting: {
          groups: [
            { name: 'core', test: CORE },
            { name: 'common', test: COMMON, minShareCount: 6 },
          ],
        },
      },
    },
  },
  server: {
    port: Number(process.env.VITE_PORT ?? 3000),
    strictPort: true,
    // Django answers everything except the page's modules, so that both use one HTML template.
    proxy: { [`^(?!${base})`]: { target: django, changeOrigin: false } },
  },
  test: {
    environment: 'happy-dom',
    include: ['{src,longhaul}/**/*.test.ts'],
  },
}))
