import { readdirSync } from 'node:fs'
import type { Page } from '@playwright/test'
import { createServer } from 'vite'
import { expect, expectAccessible, expectFitsPhone, test as base } from './support'

// Announcer and PageHeader frame every page: every other test meets them.
const FRAME = ['Announcer', 'PageHeader']
const COMPONENTS = readdirSync('longhaul/ui')
  .filter((name) => name.endsWith('.vue'))
  .map((name) => name.replace('.vue', ''))
  .filter((name) => !FRAME.includes(name))
  .concat('Form', 'QueryState', 'StatusBadge')

// Vite serves the sources, as it does for developers; a built page goes without this one.
const test = base.extend<object, { vite: string }>({
  vite: [
    async ({}, use) => {
      // Developers may have a server of their own at work.
      const options = { server: { port: 0, watch: null }, cacheDir: 'node_modules/.vite-workshop' }
      const server = await createServer(options)
      await server.listen()
      await use(new URL(server.resolvedUrls?.local[0] ?? '').origin)
      await server.close()
    },
    { scope: 'worker' },
  ],
  baseURL: ({ vite }, use) => use(vite),
})

async function open(page: Page) {
  await page.goto('/static/vue/workshop/')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('ui')
}

const region = (page: Page, name: string) => page.getByRole('region', { name, exact: true })

test('every component is shown to developers, in both themes', async ({ page }) => {
  await open(page)
  for (const name of COMPONENTS) await expect(region(page, name)).toBeVisible()
  await expectAccessible(page)
  await expectFitsPhone(page)
})

for (const name of ['CopyField', 'Dialog', 'ConfirmButton', 'ConfirmDialog']) {
  test(`what opens is shown too: ${name}`, async ({ page }) => {
    await open(page)
    await region(page, name).getByRole('button').click()
    await expect(page.locator('[role$="dialog"], input[readonly]:focus')).toBeVisible()
    await expectAccessible(page)
  })
}
