import type { Page } from '@playwright/test'
import { feature, job, makeUp } from './made-up'
import { signInAnew } from './people'
import { expect, expectAccessible, expectFitsPhone, test } from './support'

const section = (page: Page, name: string) => page.getByRole('region', { name, exact: true })

test.describe('a browser that prefers German', () => {
  test.use({ locale: 'de-AT' })

  test('is met in German', async ({ page }) => {
    await makeUp(page, [job()])
    await page.goto('/jobs')
    await expect(page.locator('html')).toHaveAttribute('lang', 'de')
    await expect(page).toHaveTitle(/^Aufträge · /)
    await expect(page.getByRole('row', { name: /notes\.txt/ })).toContainText('Läuft')
    await expectAccessible(page)
    await expectFitsPhone(page)
  })

  test('reads numbers as people there write them', async ({ page }) => {
    await makeUp(page, [job({ status: 'completed', phase: 'completed' })])
    await page.route('**/made-up/results/**', (route) =>
      route.fulfill({ json: { result: { total: 1_234_567, share: 0.25 } } }),
    )
    await page.goto(`/jobs/${job().id}`)
    await expect(page.getByText('1.234.567')).toBeVisible()
    await expect(page.getByText('0,25')).toBeVisible()
  })

  test('is told in German what the server refuses', async ({ browser, guard }) => {
    guard.allow(400)
    const page = await browser.newPage({ locale: 'de-AT' })
    await page.goto('/sign-in')
    await page.getByLabel('E-Mail').fill('unknown@example.com')
    await page.getByLabel('Passwort', { exact: true }).fill('wrong')
    await page.getByRole('button', { name: 'Anmelden' }).click()
    await expect(page.getByRole('alert')).toContainText(
      'E-Mail-Adresse oder Passwort stimmt nicht.',
    )
    await page.close()
  })

  test('finds the form in German', async ({ page }) => {
    await makeUp(page, [job()])
    await page.goto('/new/made-up')
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(
      `Neuer Auftrag: ${feature.title}`,
    )
    await expect(page.getByRole('button', { name: 'Starten' })).toBeVisible()
    await expectFitsPhone(page)
  })
})

test('a browser that prefers a language without words is met in English', async ({ browser }) => {
  const page = await browser.newPage({ locale: 'fr-FR' })
  await page.goto('/sign-in')
  await expect(page.getByRole('button', { name: 'Sign in' })).toBeVisible()
  await page.close()
})

test.describe('a user who is signed in', () => {
  test.use({ storageState: { cookies: [], origins: [] } })

  test('chooses a language, which takes effect at once and stays', async ({ page }) => {
    await signInAnew(page, '/settings')
    await section(page, 'Appearance').getByRole('radio', { name: 'Deutsch' }).check()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Einstellungen')
    await expect(page).toHaveTitle(/^Einstellungen · /)
    await expectAccessible(page)
    await expectFitsPhone(page)
    await page.reload()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Einstellungen')
    await section(page, 'Darstellung').getByRole('radio', { name: 'Wie der Browser' }).check()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Settings')
  })
})
