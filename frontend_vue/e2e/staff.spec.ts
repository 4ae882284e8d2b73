import type { Page } from '@playwright/test'
import { expect, expectAccessible, expectFitsPhone, test } from './support'

const HEALTH = '**/api/v1/system-health/'
const slot = (completed: number, failed: number) => ({
  start: '2026-11-20T09:00:00Z',
  completed,
  failed,
  cancelled: 1,
})
const worker = {
  name: 'w@host',
  seen_at: '2026-11-20T09:00:00Z',
  queues: ['default'],
  release: '1',
}

async function makeUp(page: Page, health: object = {}, status = 200) {
  const user = { email: 'ada@example.com', is_staff: true }
  const body = {
    faults: [],
    broker: true,
    messages: { default: 2 },
    workers: [{ ...worker, alive: true }],
    backlog: { default: 3 },
    oldest_due: '2026-11-20T09:00:00Z',
    expired_leases: 0,
    ...health,
  }
  await page.route('**/api/v1/auth/session/', (route) => route.fulfill({ json: { user } }))
  await page.route(HEALTH, (route) => route.fulfill({ status, json: body }))
  await page.route('**/api/v1/system-throughput/', (route) =>
    route.fulfill({ json: { hour: [slot(4, 1), slot(7, 0)], day: [slot(90, 3)] } }),
  )
}

test('operators see what waits, who works and what ended', async ({ page }) => {
  await makeUp(page)
  await page.goto('/')
  await page.getByRole('navigation').getByRole('link', { name: 'Operations' }).click()
  await expect(page.getByText('11 completed, 1 failed, 2 cancelled')).toBeVisible()
  await expect(page.getByRole('img', { name: 'What ended' })).toBeVisible()
  await expect(page.getByRole('row', { name: /w@host/ })).toContainText('Alive')
  await expect(page.getByRole('row', { name: /default 3 2/ })).toBeVisible()
  await page.getByLabel('Last day').check()
  await expect(page.getByText('90 completed, 3 failed, 1 cancelled')).toBeVisible()
  await expectAccessible(page)
  await expectFitsPhone(page)
})

test('a fault is told in words', async ({ page, guard }) => {
  guard.allow(503)
  await makeUp(page, { faults: ['No worker has been seen lately.'], workers: [] }, 503)
  await page.goto('/staff')
  await expect(page.getByRole('alert')).toContainText('No worker has been seen lately.')
  await expect(page.getByText('No worker was seen in the last hour.')).toBeVisible()
  await expectAccessible(page)
})

test('everybody else is told that the page is not for them', async ({ page, guard }) => {
  guard.allow(403)
  await page.goto('/staff')
  await expect(page.getByText('This page is for staff')).toBeVisible()
  await expect(page.getByRole('link', { name: 'Operations' })).toBeHidden()
  await expectAccessible(page)
})

test.describe('in German on a phone', () => {
  test.use({ locale: 'de-AT', viewport: { width: 360, height: 740 } })

  test('the time of each row stays in one line', async ({ page }) => {
    await makeUp(page)
    await page.goto('/staff')
    const table = page.getByRole('region', { name: 'Was zu Ende ging' })
    const time = table.getByRole('rowheader').first()
    await expect(time).toBeVisible()
    const lines = await time.evaluate((cell) => {
      const text = document.createRange()
      text.selectNodeContents(cell)
      return text.getClientRects().length
    })
    expect(lines).toBe(1)
  })
})
