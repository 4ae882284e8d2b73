import { expectStatus, make, makeSlow } from './real'
import { expect, expectAccessible, test } from './support'

test('a running job is found again after a reload, and is cancelled', async ({ page }) => {
  await page.goto(`/jobs/${await makeSlow(page, 60)}`)
  await expect(page.getByRole('progressbar')).toHaveAttribute('aria-valuenow', /[1-9]/, {
    timeout: 30_000,
  })
  await page.reload()
  await expectStatus(page, 'Running')
  await page.getByRole('button', { name: 'Cancel' }).click()
  await expectStatus(page, 'Cancelled')
  await expect(page.getByRole('button', { name: 'Try again' })).toBeVisible()
})

test('a job that fails says so, and is tried again', async ({ page }) => {
  await page.goto(`/jobs/${await make(page, 'script', { raises: 'a secret' })}`)
  await expectStatus(page, 'Failed')
  await expect(page.getByRole('alert')).not.toContainText('a secret')
  await page.getByRole('button', { name: 'Try again' }).click()
  await page.getByRole('tab', { name: 'Timeline' }).click()
  await expect(page.getByText(/^Attempt 2 of \d started/)).toBeVisible({ timeout: 30_000 })
  await expectAccessible(page)
})

test('two tabs show the same job', async ({ page, context }) => {
  const id = await makeSlow(page, 60)
  const other = await context.newPage()
  await Promise.all([page.goto(`/jobs/${id}`), other.goto(`/jobs/${id}`)])
  await expectStatus(other, 'Running')
  await page.getByRole('button', { name: 'Cancel' }).click()
  await expectStatus(other, 'Cancelled')
  await other.close()
})

test('a slow network shows that something is on its way', async ({ page }) => {
  const id = await make(page, 'echo', {})
  await page.route('**/api/v1/**', async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 700))
    await route.fallback()
  })
  await page.goto(`/jobs/${id}`)
  await expect(page.getByText('Loading…')).toBeVisible()
  await expectStatus(page, 'Completed')
})

test('a job is asked for, watched and deleted with the keyboard alone', async ({ page }) => {
  await page.goto('/new/echo')
  await page.getByLabel('Text').focus()
  await page.keyboard.press('ControlOrMeta+A')
  await page.keyboard.type('Far away')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/jobs\//)
  await expectStatus(page, 'Completed')
  await page.getByRole('tab', { name: 'Result' }).focus()
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('definition').first()).toHaveText('Far away')
  await page.keyboard.press('Tab')
  await expect(page.getByRole('tabpanel')).toBeFocused()
  await expect(page.getByRole('tabpanel')).toHaveCSS('outline-style', 'solid')
  await page.getByRole('button', { name: 'Delete' }).focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('alertdialog')).toBeVisible()
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Jobs')
})

test('a draft survives a reload with its files, until it is sent or put away', async ({ page }) => {
  await page.goto('/new/every-kind')
  await page.getByLabel('Name').first().fill('Milk run')
  await page
    .getByLabel('Choose files')
    .setInputFiles({ name: 'a.txt', mimeType: 'text/plain', buffer: Buffer.from('a') })
  await expect(page.getByText('a.txt')).toBeVisible()
  await page.waitForTimeout(300)
  await page.reload()
  await expect(page.getByText('This is what you had entered before.')).toBeVisible()
  await expect(page.getByLabel('Name').first()).toHaveValue('Milk run')
  await expect(page.getByText('a.txt')).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Start over' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused()
  await expect(page.getByLabel('Name').first()).toHaveValue('')
  await page.reload()
  await expect(page.getByLabel('Name').first()).toHaveValue('')
  await expect(page.getByText('a.txt')).toBeHidden()
})
