import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import vue from '@vitejs/plugin-vue'
import { defineConfig, type Plugin } from 'vite'
import { words } from './build/words.ts'

const root = fileURLToPath(new URL('.', import.meta.url))

/** Ship files as they are, beside what is compiled. */
const plain = (...names: string[]): Plugin => ({
  name: 'plain',
  generateBundle() {
    for (const fileName of names) {
      this.emitFile({ type: 'asset', fileName, source: readFileSync(root + fileName) })
    }
  },
})

// The engine as a library; the product's own page is built by ../vite.config.ts.
export default defineConfig({
  root,
  plugins: [words(), vue(), plain('styles.css', 'api/schema.d.ts')],
  build: {
    outDir: 'dist',
    lib: { entry: { index: 'index.ts', ui: 'ui/index.ts' }, formats: ['es'] },
    // What package.json names comes from the product.
    rollupOptions: { external: /^[a-z@]/ },
  },
})
