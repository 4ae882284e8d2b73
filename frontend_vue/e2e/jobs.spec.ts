import type { Route } from '@playwright/test'
import { feature, job, makeUp } from './made-up'
import { signInAnew } from './people'
import { makeSlow } from './real'
import { expect, expectAccessible, expectFitsPhone, test } from './support'

const EMPTY_STATES = [
  ['/jobs', 'No jobs yet'],
  ['/jobs?status=failed', 'No job matches'],
  ['/jobs?cursor=abc', 'There is nothing on this page any more'],
] as const

for (const [address, text] of EMPTY_STATES) {
  test(`an empty list at ${address} says why`, async ({ page }) => {
    await makeUp(page, [])
    await page.goto(address)
    await expect(page.getByText(text)).toBeVisible()
    await expectAccessible(page)
  })
}

for (const [address, role, name] of [
  ['/jobs?status=failed', 'link', 'Show all jobs'],
  ['/jobs?cursor=abc', 'button', 'To the newest'],
] as const) {
  test(`the keyboard is led from “${name}” to the heading`, async ({ page }) => {
    await makeUp(page, [])
    await page.goto(address)
    await page.getByRole(role, { name }).press('Enter')
    await expect(page.getByText('No jobs yet')).toBeVisible()
    await expect(page.getByRole('heading', { level: 1 })).toBeFocused()
  })
}

test('the list shows live progress', async ({ page }) => {
  await makeUp(page, [job()])
  await page.goto('/jobs')
  const row = page.getByRole('row', { name: /notes\.txt/ })
  await expect(row.getByRole('progressbar')).toHaveAttribute('aria-valuenow', '40')
  await makeUp(page, [job({ status: 'completed', phase: 'completed' })])
  await expect(row).toContainText('Completed')
  await expectAccessible(page)
  await expectFitsPhone(page)
})

test('a long title leaves room for the status on a phone', async ({ page }) => {
  const title = `Sales_${'of_the_third_quarter_'.repeat(4)}.csv`
  await makeUp(page, [job({ title })])
  await page.goto('/jobs')
  await expect(page.getByRole('link', { name: title })).toBeVisible()
  await expectFitsPhone(page)
  await expect(page.getByRole('cell').getByText('Running')).toBeInViewport({ ratio: 1 })
})

test('the filter is in the address', async ({ page }) => {
  await makeUp(page, [job()])
  await page.goto('/jobs')
  const asked = page.waitForRequest(/jobs\/\?.*status=failed/)
  await page.getByLabel('Status').selectOption('Failed')
  await asked
  await expect(page).toHaveURL(/status=failed/)
  await page.getByLabel('Feature').selectOption(feature.title)
  await expect(page).toHaveURL(/feature=made-up/)
})

test('older jobs are one page further', async ({ page }) => {
  await makeUp(page, [])
  await page.route(/api\/v1\/jobs\/(\?|$)/, async (route) => {
    const further = route.request().url().includes('cursor=abc')
    const next = further ? null : 'http://localhost/api/v1/jobs/?cursor=abc'
    const previous = further ? 'http://localhost/api/v1/jobs/?cursor=first' : null
    const title = further ? 'old.txt' : 'new.txt'
    await route.fulfill({ json: { next, previous, results: [job({ title, status: 'failed' })] } })
  })
  await page.goto('/jobs')
  await page.getByRole('button', { name: 'Older' }).click()
  await expect(page.getByRole('link', { name: 'old.txt' })).toBeVisible()
  await expect(page).toHaveURL(/cursor=abc/)
})

test('a running job shows step, percent and attempt', async ({ page }) => {
  await makeUp(page, [job()])
  await page.goto(`/jobs/${job().id}`)
  await expect(page.getByText('Counting')).toBeVisible()
  await expect(page.getByText('Attempt 2 of 3')).toBeVisible()
  await expect(page.getByRole('progressbar')).toHaveAttribute('aria-valuenow', '40')
  await expectAccessible(page)
  await expectFitsPhone(page)
})

test('a step with a long name fits a phone', async ({ page }) => {
  const message = 'Reading the sales of the third quarter, 3.2 MB of 104 MB so far'
  await makeUp(page, [job({ progress: { current: 4, total: 10, percent: 40, message } })])
  await page.goto(`/jobs/${job().id}`)
  await expect(page.getByText(message)).toBeVisible()
  await expectFitsPhone(page)
})

test('a job says when its next attempt starts, and when only a worker is missing', async ({
  page,
}) => {
  const retrying = { status: 'pending', phase: 'retrying', attempt: 1 }
  await makeUp(page, [job({ ...retrying, available_at: '2999-11-20T09:03:00Z' })])
  await page.goto(`/jobs/${job().id}`)
  await expect(page.getByText('The next attempt starts in')).toBeVisible()
  await makeUp(page, [job(retrying)])
  await expect(page.getByText('It starts as soon as a worker is free.')).toBeVisible()
})

test('a job tells the options that it was given', async ({ page }) => {
  await makeUp(page, [job({ options: { times: 7, words: ['x', 'y'], limit: null } })])
  await page.goto(`/jobs/${job().id}`)
  await expect(page.getByRole('definition')).toHaveText(['7', 'x, y'])
  await expect(page.getByRole('term')).toHaveText(['Times', 'Words'])
})

test('a line joins what happened to a job', async ({ page }) => {
  await makeUp(page, [job({ status: 'failed', phase: 'failed' })])
  await page.goto(`/jobs/${job().id}?tab=timeline`)
  const joints = page.getByRole('tabpanel').getByRole('listitem').locator('> span:first-child')
  await expect(joints).toHaveCount(2)
  await expect(joints.first()).toBeVisible()
  await expect(joints.last()).toBeHidden()
})

test('a change of status is announced', async ({ page }) => {
  await makeUp(page, [job()])
  await page.goto(`/jobs/${job().id}`)
  await expect(page.getByText('Counting')).toBeVisible()
  const error = { code: 'worker_lost', title: 'The worker was lost', detail: '', retryable: true }
  await makeUp(page, [job({ status: 'failed', phase: 'failed', error })])
  await expect(page.getByRole('status')).toHaveText('notes.txt: Failed')
  await expect(page.getByRole('alert')).toContainText('worker_lost')
  await expectAccessible(page)
})

for (const [name, before, verb, after] of [
  ['Cancel', 'processing', 'cancel', 'cancelled'],
  ['Try again', 'cancelled', 'retry', 'pending'],
] as const) {
  test(`the keyboard stays among the actions after ${name}`, async ({ page }) => {
    await makeUp(page, [job({ status: before, phase: before })])
    await page.goto(`/jobs/${job().id}`)
    const button = page.getByRole('button', { name, exact: true })
    const asked = new Promise<Route>((resolve) => {
      void page.route(`**/made-up/${verb}/**`, resolve)
    })
    await button.press('Enter')
    const request = await asked
    await expect(button).toHaveAttribute('aria-busy')
    await expect(button).toBeFocused()
    await makeUp(page, [job({ status: after, phase: after === 'pending' ? 'queued' : after })])
    await request.fulfill({ json: job() })
    await expect(button).toBeHidden()
    await expect(page.getByRole('group', { name: 'Actions' })).toBeFocused()
    await page.keyboard.press('Tab')
    await expect(page.getByRole('button', { name: /^(Cancel|Try again)$/ })).toBeFocused()
    await expectAccessible(page)
  })
}

test('an unknown result is shown as figures, tables and JSON', async ({ page }) => {
  const result = { total: 12_345, words: [{ word: 'road', count: 7 }], nested: { a: 1 } }
  await makeUp(page, [job({ status: 'completed', phase: 'completed' })])
  await page.route('**/made-up/results/**', (route) => route.fulfill({ json: { result } }))
  await page.goto(`/jobs/${job().id}`)
  await expect(page.getByText('12,345')).toBeVisible()
  await expect(page.getByRole('rowheader', { name: 'road' })).toBeVisible()
  await expect(page.getByRole('cell', { name: '7' })).toBeVisible()
  await expect(page.getByText('Nested')).toBeVisible()
  await expectAccessible(page)
})

test('an expired result is said to be expired', async ({ page, guard }) => {
  guard.allow(410)
  await makeUp(page, [job({ status: 'completed', phase: 'completed' })])
  await page.route('**/made-up/results/**', (route) =>
    route.fulfill({ status: 410, json: { status: 410, code: 'expired' } }),
  )
  await page.goto(`/jobs/${job().id}`)
  await expect(page.getByText('The result has expired')).toBeVisible()
  await expectAccessible(page)
})

test('what could not be deleted stays selected, and says why', async ({ page, guard }) => {
  guard.allow(503)
  await makeUp(page, [job(), job({ id: '0192f3c4-0000-7000-8000-000000000002' })])
  await page.route('**/made-up/delete/**', (route) => route.fulfill({ status: 503, json: {} }))
  await page.goto('/jobs')
  await page.getByLabel('Select all on this page').check()
  await page.getByRole('button', { name: 'Delete 2' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Delete 2' }).click()
  await expect(page.getByRole('status')).toContainText('2 of 2 are left')
  await expect(page.getByRole('button', { name: 'Delete 2' })).toBeVisible()
})

test.describe('of a new account', () => {
  test.use({ storageState: { cookies: [], origins: [] } })

  test('several jobs are selected, cancelled and deleted together', async ({ page }) => {
    await signInAnew(page)
    for (let n = 0; n < 3; n += 1) await makeSlow(page, 60)
    await page.goto('/jobs')
    await page.getByLabel('Select all on this page').check()
    await expect(page.getByText('3 selected').first()).toBeVisible()
    await page
      .getByRole('checkbox', { name: /^Select “/ })
      .first()
      .uncheck()
    await page.getByRole('button', { name: 'Cancel 2' }).click()
    await expect(page.getByRole('status')).toHaveText('2 jobs were told to stop.')
    await expect(page.getByRole('heading', { level: 1 })).toBeFocused()
    await expect(page.getByRole('cell').getByText('Cancelled')).toHaveCount(2)
    await page.getByLabel('Select all on this page').check()
    await expectAccessible(page)
    await expectFitsPhone(page)
    await page.getByRole('button', { name: 'Delete 3' }).click()
    await expectAccessible(page)
    await page.getByRole('alertdialog').getByRole('button', { name: 'Delete 3' }).click()
    await expect(page.getByRole('status')).toHaveText('3 jobs were deleted.')
    await expect(page.getByText('No jobs yet')).toBeVisible()
  })
})
