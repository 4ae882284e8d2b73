import { readdirSync } from 'node:fs'
import type { Page } from '@playwright/test'
import { createServer, type Plugin } from 'vite'
import { expect, expectAccessible, expectFitsPhone, test as base } from './support'

const COMPONENTS = readdirSync('src/ui')
  .filter((name) => name.endsWith('.vue'))
  .map((name) => name.replace('.vue', ''))
const CONFIG = { title: 'Workshop', version: '', demo: null, links: {} }
const HTML = `<!doctype html><html lang="en">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <script id="page-config" type="application/json">${JSON.stringify(CONFIG)}</script>
  <div id="app"></div>
  <script type="module" src="/static/vue/src/main.ts"></script>`

const document: Plugin = {
  name: 'document',
  configureServer: ({ middlewares }) => {
    middlewares.use('/ui', (_request, response) => response.end(HTML))
  },
}

// Vite serves the sources, as it does for developers; a built page goes without this one.
const test = base.extend<object, { vite: string }>({
  vite: [
    async ({}, use) => {
      const server = await createServer({
        plugins: [document],
        server: { port: 0, watch: null },
        // Developers may have a server of their own at work.
        cacheDir: 'node_modules/.vite-workshop',
      })
      await server.listen()
      await use(new URL(server.resolvedUrls?.local[0] ?? '').origin)
      await server.close()
    },
    { scope: 'worker' },
  ],
  baseURL: ({ vite }, use) => use(vite),
})

async function open(page: Page) {
  await page.route('**/api/v1/auth/session/', (route) => route.fulfill({ json: { user: null } }))
  await page.goto('/ui')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('ui')
}

const region = (page: Page, name: string) => page.getByRole('region', { name, exact: true })

test('every component is shown to developers, in both themes', async ({ page }) => {
  await open(page)
  for (const name of COMPONENTS) await expect(region(page, name)).toBeVisible()
  await expectAccessible(page)
  await expectFitsPhone(page)
})

for (const name of ['CopyField', 'Menu', 'Dialog', 'ConfirmDialog']) {
  test(`what opens is shown too: ${name}`, async ({ page }) => {
    await open(page)
    await region(page, name).getByRole('button').click()
    await expect(
      page.locator('[role$="dialog"], [role="menu"], input[readonly]:focus'),
    ).toBeVisible()
    await expectAccessible(page)
  })
}

base('a built page has nothing of it', async ({ page }) => {
  await page.goto('/ui')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Page not found')
})
