import type { Page } from '@playwright/test'
import { job, makeUp } from './made-up'
import { expect, test } from './support'

const ADDRESS = `/jobs/${job().id}`
const STATUS = '**/api/v1/made-up/status/**'

/** Collect the moments at which the status was asked for. */
function watchStatus(page: Page): number[] {
  const asked: number[] = []
  page.on('request', (request) => {
    if (request.url().includes('/made-up/status/')) asked.push(Date.now())
  })
  return asked
}

async function show(page: Page, visible: boolean) {
  await page.evaluate(
    (state) => {
      Object.defineProperty(document, 'visibilityState', { value: state, configurable: true })
      Object.defineProperty(document, 'hidden', { value: state === 'hidden', configurable: true })
      document.dispatchEvent(new Event('visibilitychange', { bubbles: true }))
    },
    visible ? 'visible' : 'hidden',
  )
}

async function open(page: Page) {
  await makeUp(page, [job()])
  await page.goto(ADDRESS)
  await expect(page.getByText('Counting')).toBeVisible()
}

test('a hidden tab asks nothing, and catches up at once when it is shown', async ({ page }) => {
  await open(page)
  await show(page, false)
  await page.waitForTimeout(500)
  const asked = watchStatus(page)
  await page.waitForTimeout(4_000)
  expect(asked).toEqual([])
  await makeUp(page, [job({ status: 'failed', phase: 'failed' })])
  await show(page, true)
  await expect(page.getByRole('main').getByText('Failed', { exact: true }).first()).toBeVisible()
})

test('a lost connection is waited out, and the page goes on by itself', async ({ page, guard }) => {
  guard.allow('ERR_INTERNET_DISCONNECTED')
  await open(page)
  await page.context().setOffline(true)
  await expect(page.getByText('You see what was last known')).toBeVisible()
  await page.waitForTimeout(500)
  const asked = watchStatus(page)
  await page.waitForTimeout(3_000)
  expect(asked).toEqual([])
  await makeUp(page, [job({ status: 'failed', phase: 'failed' })])
  await page.context().setOffline(false)
  await expect(page.getByRole('main').getByText('Failed', { exact: true }).first()).toBeVisible()
  await expect(page.getByText('You see what was last known')).toBeHidden()
})

test('a server that fails is asked again, and the page says so meanwhile', async ({
  page,
  guard,
}) => {
  guard.allow(503)
  await open(page)
  await page.route(STATUS, (route) => route.fulfill({ status: 503 }))
  await expect(page.getByRole('alert')).toContainText('Trying again…')
  await makeUp(page, [job({ status: 'failed', phase: 'failed' })])
  await expect(page.getByRole('main').getByText('Failed', { exact: true }).first()).toBeVisible()
})

test('Retry-After is kept', async ({ page }) => {
  await makeUp(page, [job()])
  await page.route(STATUS, (route) =>
    route.fulfill({ json: job(), headers: { 'Retry-After': '4' } }),
  )
  const asked = watchStatus(page)
  await page.goto(ADDRESS)
  await expect.poll(() => asked.length, { timeout: 15_000 }).toBeGreaterThanOrEqual(2)
  expect((asked[1] ?? 0) - (asked[0] ?? 0)).toBeGreaterThanOrEqual(4_000)
})

test('leaving the page aborts what it has asked for', async ({ page }) => {
  await open(page)
  await page.route(STATUS, () => undefined)
  await page.waitForRequest(STATUS)
  const aborted = page.waitForEvent('requestfailed', (request) =>
    request.url().includes('/made-up/status/'),
  )
  await page.getByRole('link', { name: 'All jobs' }).click()
  expect((await aborted).failure()?.errorText).toContain('ABORTED')
})

test('a session that ended leads to signing in, and back to the job', async ({ page, guard }) => {
  guard.allow(401)
  await open(page)
  await page.route(STATUS, (route) => route.fulfill({ status: 401, json: {} }))
  await expect(page).toHaveURL(new RegExp(`/sign-in\\?next=/jobs/${job().id}`))
  await makeUp(page, [job()])
  await page
    .getByLabel('E-mail')
    .fill(process.env.E2E_EMAIL ?? (await page.getByLabel('E-mail').inputValue()))
  const password = page.getByLabel('Password', { exact: true })
  await password.fill(process.env.E2E_PASSWORD ?? (await password.inputValue()))
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page.getByText('Counting')).toBeVisible()
})

test('the title of the tab tells how far the job is', async ({ page }) => {
  await open(page)
  await expect(page).toHaveTitle(/^40 % · notes\.txt · /)
})
