import { fileURLToPath } from 'node:url'
import tailwindcss from '@tailwindcss/vite'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vitest/config'
import { budget } from './longhaul/build/budget.ts'
import { words } from './longhaul/build/words.ts'

const django = process.env.VITE_DJANGO_URL ?? 'http://127.0.0.1:8000'
const CORE = /node_modules\/(@vue|vue|vue-router|@tanstack|@intlify|vue-i18n|openapi-fetch)\//
// What is for accounts only is not in it: the heaviest page has none of that.
const COMMON = /\/longhaul\/(api|ui)\/(?!account)/
const path = (name: string) => fileURLToPath(new URL(name, import.meta.url))
const base = '/static/vue/'

export default defineConfig(({ command }) => ({
  // Of a built page the files find each other, wherever STATIC_URL lets them be.
  base: command === 'build' ? './' : base,
  plugins: [words(), vue(), tailwindcss(), budget({ page: 90, style: 10, part: 60 })],
  resolve: {
    alias: [
      { find: /^@\//, replacement: path('./src/') },
      // The engine by its public doors only.
      { find: /^@longhaul$/, replacement: path('./longhaul/index.ts') },
      { find: /^@longhaul\/ui$/, replacement: path('./longhaul/ui/index.ts') },
      { find: /^@longhaul\/testing$/, replacement: path('./longhaul/testing.ts') },
      { find: /^@longhaul\/styles.css$/, replacement: path('./longhaul/styles.css') },
      // Without the compiler of messages: they are compiled when the page is built.
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
        // What every page needs, and what many do, in one piece each: many small ones compress worse.
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
    // Everything but the page's own modules is Django's: one HTML template for both.
    proxy: { [`^(?!${base})`]: { target: django, changeOrigin: false } },
  },
  test: {
    environment: 'happy-dom',
    include: ['{src,longhaul}/**/*.test.ts'],
  },
}))
