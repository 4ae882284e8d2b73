import { expect, expectAccessible, expectFitsPhone, signIn, test } from './support'

test.describe('a guest', () => {
  test.use({ storageState: { cookies: [], origins: [] } })

  test('signs in and is led back to where they wanted to go', async ({ page }) => {
    await page.goto('/jobs?status=failed')
    await expect(page).toHaveURL(/\/sign-in\?next=/)
    await signIn(page)
    await expect(page).toHaveURL(/\/jobs\?status=failed$/)
  })

  test('is told that the password is wrong', async ({ page, guard }) => {
    guard.allow(400)
    await page.goto('/sign-in')
    await page.getByLabel('E-mail').fill('unknown@example.com')
    await page.getByLabel('Password', { exact: true }).fill('not the password')
    await page.getByRole('button', { name: 'Sign in' }).click()
    await expect(page.getByRole('alert')).toContainText('Signing in did not work.')
  })

  test('is never led to another site', async ({ page }) => {
    await page.goto('/sign-in?next=//example.org/')
    await signIn(page)
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('What shall we work on?')
  })

  test('signs out again', async ({ page }) => {
    await page.goto('/')
    await signIn(page)
    await page.getByRole('button', { name: /^Account of/ }).click()
    await page.getByRole('menuitem', { name: 'Sign out' }).click()
    await expect(page).toHaveURL(/\/sign-in$/)
    await expect(page.getByRole('navigation')).toBeHidden()
    await page.goto('/jobs')
    await expect(page).toHaveURL(/\/sign-in\?next=/)
  })

  test('is told when signing out does not work', async ({ page, guard }) => {
    guard.allow(503)
    await page.goto('/')
    await signIn(page)
    await page.route('**/api/v1/auth/session/', (route) =>
      route.request().method() === 'DELETE'
        ? route.fulfill({ status: 503, json: { title: 'The server is busy.' } })
        : route.fallback(),
    )
    await page.getByRole('button', { name: /^Account of/ }).click()
    await page.getByRole('menuitem', { name: 'Sign out' }).click()
    await expect(page.getByRole('status')).toHaveText(
      'Signing out did not work: The server is busy.',
    )
    await expectAccessible(page)
  })

  test('finds an accessible sign-in page that fits a phone', async ({ page }) => {
    await page.goto('/sign-in')
    await expect(page.getByRole('button', { name: 'Sign in' })).toBeVisible()
    await expectAccessible(page)
    await expectFitsPhone(page)
  })
})

test('the chosen theme stays', async ({ page }) => {
  await page.goto('/')
  await page.getByRole('button', { name: /^Account of/ }).click()
  await expectAccessible(page)
  await page.getByRole('menuitemradio', { name: 'Dark' }).click()
  await page.reload()
  await expect(page.locator('html')).toHaveClass('dark')
})
