import type { Route } from '@playwright/test'
import { feature, job, makeUp } from './made-up'
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

test('a job tells the options that it was given', async ({ page }) => {
  await makeUp(page, [job({ options: { times: 7, words: ['x', 'y'], limit: null } })])
  await page.goto(`/jobs/${job().id}`)
  await expect(page.getByRole('definition')).toHaveText(['7', 'x, y'])
  await expect(page.getByRole('term')).toHaveText(['Times', 'Words'])
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
  await expect(page.getByRole('cell', { name: 'road' })).toBeVisible()
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
