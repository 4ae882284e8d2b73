import { join } from 'node:path'
import { test, type Page } from '@playwright/test'
import { signIn } from '../e2e/support'

const FOLDER = process.env.SCREENSHOTS_DIR ?? 'test-results'

/** Take a picture of what is in sight, once nothing moves any more. */
async function take(page: Page, name: string) {
  await page.waitForLoadState('networkidle')
  await page.screenshot({ path: join(FOLDER, `${name}.png`), animations: 'disabled' })
}

test.use({ viewport: { width: 1280, height: 860 }, deviceScaleFactor: 1.5 })

test('the pictures of the README', async ({ page }) => {
  test.setTimeout(120_000)
  await page.goto('/sign-in')
  await signIn(page)
  await page.getByRole('button', { name: 'Try it with a sample' }).first().click()
  const result = page.getByRole('region', { name: 'Result', exact: true })
  await result.waitFor({ timeout: 60_000 })
  await result.evaluate((region) => {
    region.scrollIntoView()
  })
  await take(page, 'page')
  await page.getByRole('tab', { name: 'API' }).click()
  await take(page, 'code')
  await page.emulateMedia({ colorScheme: 'dark' })
  await page.goto('/')
  await take(page, 'home')
})
