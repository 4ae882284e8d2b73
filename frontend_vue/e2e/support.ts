import AxeBuilder from '@axe-core/playwright'
import { expect, test as base, type Page } from '@playwright/test'

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
export const THEMES = ['light', 'dark'] as const

interface Guard {
  /** Expect the browser to complain about an answer with this status, or in these words. */
  allow: (what: number | string) => void
}

/** Sign in with E2E_EMAIL and E2E_PASSWORD, else with the demo account that the page fills in. */
export async function signIn(page: Page) {
  const { E2E_EMAIL: email, E2E_PASSWORD: password } = process.env
  if (email) await page.getByLabel('E-mail').fill(email)
  if (password) await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page.getByRole('button', { name: /^Account of/ })).toBeVisible()
}

/**
 * Each test is signed in, and fails on requests to other origins and errors in the console, where
 * browsers also say what the policy has blocked.
 */
export const test = base.extend<{ guard: Guard }, { session: string }>({
  session: [
    async ({ browser }, use, { workerIndex, project }) => {
      const path = `${project.outputDir}/session-${String(workerIndex)}.json`
      const page = await browser.newPage({ baseURL: project.use.baseURL })
      await page.goto('/sign-in')
      await signIn(page)
      await page.context().storageState({ path })
      await page.close()
      await use(path)
    },
    { scope: 'worker' },
  ],
  storageState: ({ session }, use) => use(session),
  guard: [
    async ({ page, baseURL }, use) => {
      const complaints: string[] = []
      const allowed: string[] = []
      const { origin } = new URL(baseURL ?? '')
      page.on('pageerror', (error) => complaints.push(error.message))
      page.on('console', (message) => {
        if (['error', 'warning'].includes(message.type())) complaints.push(message.text())
      })
      page.on('request', (request) => {
        const url = new URL(request.url())
        if (url.protocol.startsWith('http') && url.origin !== origin) complaints.push(url.href)
      })
      await use({
        allow: (what) =>
          allowed.push(typeof what === 'number' ? `status of ${String(what)}` : what),
      })
      const unexpected = complaints.filter((each) => !allowed.some((text) => each.includes(text)))
      expect(unexpected).toEqual([])
    },
    { auto: true },
  ],
})

/** Expect no finding of axe, in either theme if none is named. */
export async function expectAccessible(
  page: Page,
  themes: readonly (typeof THEMES)[number][] = THEMES,
) {
  for (const colorScheme of themes) {
    await page.emulateMedia({ colorScheme })
    const { violations } = await new AxeBuilder({ page }).withTags(RULES).analyze()
    const findings = violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`)
    expect(findings, colorScheme).toEqual([])
  }
}

/** Expect that nothing has to be scrolled sideways on a phone. */
export async function expectFitsPhone(page: Page) {
  await page.setViewportSize({ width: 360, height: 740 })
  const width = await page.evaluate(() => document.documentElement.scrollWidth)
  expect(width).toBeLessThanOrEqual(360)
}

export { expect }
