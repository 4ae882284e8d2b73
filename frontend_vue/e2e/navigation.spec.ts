import { makeUp } from './made-up'
import { expect, expectAccessible, expectFitsPhone, test } from './support'

test('the keyboard skips to the content', async ({ page }) => {
  await page.goto('/jobs')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Jobs')
  await page.keyboard.press('Tab')
  await expect(page.getByRole('link', { name: 'Skip to the content' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('main')).toBeFocused()
})

test('a new page takes title and focus', async ({ page }) => {
  await page.goto('/')
  await page.getByRole('navigation').getByRole('link', { name: 'Jobs' }).click()
  await expect(page).toHaveTitle(/^Jobs · /)
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused()
})

test('an unknown address is said to be one', async ({ page }) => {
  await page.goto('/nowhere')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Page not found')
  await expectAccessible(page)
  await expectFitsPhone(page)
})

test('an unknown job and an unknown feature are said to be unknown', async ({ page }) => {
  await page.goto('/jobs/019aa000-0000-7000-8000-00000000dead')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('There is no such job')
  await expectAccessible(page)
  await page.goto('/new/no-such-thing')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('There is no such feature')
  await expectAccessible(page)
})

test('an address that can be of no job is said to be none', async ({ page, guard }) => {
  guard.allow(400)
  await page.goto('/jobs/nonsense')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('There is no such job')
})

test('a page that cannot be had now is said to be out of reach', async ({ page, guard }) => {
  guard.allow('ERR_INTERNET_DISCONNECTED')
  await page.goto('/nowhere')
  const jobs = page.getByRole('navigation').getByRole('link', { name: 'Jobs' })
  await expect(jobs).toBeVisible()
  await page.context().setOffline(true)
  await jobs.click()
  await expect(page.getByRole('status')).toContainText('The server could not be reached.')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Page not found')
})

test('a page whose code a release has removed is loaded again', async ({ page, guard }) => {
  guard.allow('ERR_FAILED')
  const code = '**/assets/Jobs-*.js'
  await page.goto('/nowhere')
  await page.route(code, (route) => route.abort())
  await page.route('**/jobs', async (route) => {
    // It asks whether there is a server, and finds the new release.
    if (route.request().method() === 'HEAD') await page.unroute(code)
    await route.continue()
  })
  await page.getByRole('navigation').getByRole('link', { name: 'Jobs' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Jobs')
})

test('home says what to do when there is nothing to make', async ({ page }) => {
  await makeUp(page, [], [])
  await page.goto('/')
  await expect(page.getByText('No features yet')).toBeVisible()
  await expectAccessible(page)
  await expectFitsPhone(page)
})

test('home does not take silence for having no jobs', async ({ page, guard }) => {
  guard.allow('ERR_FAILED')
  await makeUp(page, [])
  await page.route('**/api/v1/jobs/**', (route) => route.abort())
  await page.goto('/')
  await expect(page.getByRole('alert')).toHaveText('The server cannot be reached. Trying again…')
  await expect(page.getByText('Nothing is in progress.')).toBeHidden()
  await expect(page.getByText('What you make appears here.')).toBeHidden()
})

test('an expired session leads to the sign-in page', async ({ page, guard }) => {
  guard.allow(401)
  await page.goto('/nowhere')
  const jobs = page.getByRole('navigation').getByRole('link', { name: 'Jobs' })
  // The page knows by now who is signed in, and cannot know that this is over.
  await expect(jobs).toBeVisible()
  await page.context().clearCookies()
  await jobs.click()
  await expect(page).toHaveURL(/\/sign-in\?next=\/jobs$/)
})
