import { execFileSync } from 'node:child_process'
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { expect, test } from '@playwright/test'
import { preview } from 'vite'

const MODULES = resolve('node_modules')
/** The smallest product: a layout, and one page with words. */
const FILES = {
  'package.json': JSON.stringify({ name: 'bare', private: true, type: 'module' }),
  'index.html': `<!doctype html><title>Bare</title>
    <script id="page-config" type="application/json">{ "title": "Bare", "links": {} }</script>
    <div id="app"></div><script type="module" src="/src/main.ts"></script>`,
  'vite.config.ts': `
    import tailwindcss from '@tailwindcss/vite'
    import vue from '@vitejs/plugin-vue'
    import { defineConfig } from 'vite'
    export default defineConfig({ plugins: [vue(), tailwindcss()] })`,
  'tsconfig.json': JSON.stringify({
    extends: '@vue/tsconfig/tsconfig.dom.json',
    include: ['src'],
    compilerOptions: { types: ['vite/client'] },
  }),
  'src/main.ts': `
    import { createLonghaulApp, type Product } from '@longhaul/page'
    import App from './App.vue'
    import './theme.css'
    const product: Product = {
      layout: App,
      home: () => import('./Home.vue'),
      routes: [{ path: '/projects', component: () => import('./Home.vue') }],
      messages: import.meta.glob('./i18n/*.json', { import: 'default' }),
    }
    void createLonghaulApp(product).then((app) => app.mount('#app'))`,
  'src/App.vue': `
    <script setup lang="ts">
    import { AppFrame, useSession } from '@longhaul/page'
    const { data: user } = useSession()
    </script>
    <template>
      <AppFrame>
        <template #header>
          <header class="border-b border-line bg-surface">
            <nav v-if="user" class="flex gap-4 p-4">
              <RouterLink to="/projects">{{ $t('projects.title') }}</RouterLink>
              <RouterLink to="/jobs">{{ $t('layout.jobs') }}</RouterLink>
            </nav>
          </header>
        </template>
      </AppFrame>
    </template>`,
  'src/Home.vue': `
    <script setup lang="ts">
    import { useJobs } from '@longhaul/page'
    import { Card, PageHeader } from '@longhaul/page/ui'
    const { data } = useJobs({ page_size: 5 })
    </script>
    <template>
      <PageHeader :title="$t('projects.title')" />
      <Card>{{ data?.results.length }}</Card>
    </template>`,
  'src/theme.css': readFileSync('src/theme.css', 'utf8').replace('@longhaul/', '@longhaul/page/'),
  'src/i18n/en.json': JSON.stringify({ projects: { title: 'Projects' } }),
}

const run = (cwd: string, tool: string, ...args: string[]) =>
  execFileSync(join(MODULES, '.bin', tool), args, { cwd, stdio: 'inherit' })

function write(path: string, text: string) {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, text)
}

/** Install the engine as npm would: what is published, and beside it only what that asks for. */
function install(app: string) {
  const engine = join(app, 'node_modules/@longhaul/page')
  for (const name of ['package.json', 'dist']) {
    cpSync(join('longhaul', name), join(engine, name), { recursive: true })
  }
  const { dependencies, peerDependencies } = JSON.parse(
    readFileSync(join(engine, 'package.json'), 'utf8'),
  ) as Record<string, Record<string, string>>
  const tools = ['@tailwindcss/vite', '@vitejs/plugin-vue', '@vue/tsconfig', 'vite']
  for (const name of [...Object.keys({ ...dependencies, ...peerDependencies }), ...tools]) {
    const path = join(app, 'node_modules', name)
    mkdirSync(dirname(path), { recursive: true })
    symlinkSync(join(MODULES, name), path)
  }
}

test('the engine is a library that a bare app builds upon', async ({ page }) => {
  test.setTimeout(300_000)
  execFileSync('npm', ['run', 'build:lib'], { stdio: 'inherit' })
  const app = mkdtempSync(join(tmpdir(), 'bare-'))
  for (const [name, text] of Object.entries(FILES)) write(join(app, name), text)
  install(app)
  run(app, 'vue-tsc', '--noEmit')
  run(app, 'vite', 'build')

  const server = await preview({ root: app, configFile: false, preview: { port: 0 } })
  const user = { email: 'ada@example.com', is_staff: false }
  await page.route('**/api/v1/auth/session/', (route) => route.fulfill({ json: { user } }))
  await page.route('**/api/v1/jobs/*', (route) =>
    route.fulfill({ json: { results: [], next: null, previous: null } }),
  )
  await page.goto(server.resolvedUrls?.local[0] ?? '')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Projects')
  await expect(page).toHaveTitle('Projects · Bare')
  await expect(page.getByRole('navigation')).toContainText('Projects')
  // Its classes were found in the library, and its tokens in the app.
  await expect(page.getByRole('banner')).toHaveCSS('background-color', 'rgb(255, 255, 255)')
  await page.getByRole('link', { name: 'Jobs' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Jobs')
  await server.close()
  rmSync(app, { recursive: true })
})
