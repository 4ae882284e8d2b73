import { fileURLToPath } from 'node:url'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vite'
import { words } from './build/words.ts'

// The engine as a library. The product's own page is built by ../vite.config.ts.
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  plugins: [words(), vue()],
  build: {
    outDir: 'dist',
    lib: { entry: { index: 'index.ts', ui: 'ui/index.ts' }, formats: ['es'] },
    // The packages that package.json names are installed with the library.
    rollupOptions: { external: /^[a-z@]/ },
  },
})
