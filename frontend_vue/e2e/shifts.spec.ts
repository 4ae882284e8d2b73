import type { Page } from '@playwright/test'
import { job, makeUp } from './made-up'
import { expect, test } from './support'

interface Shift extends PerformanceEntry {
  value: number
  hadRecentInput: boolean
  sources: { node: Node | null }[]
}

/** Note from here on what moves without anybody having touched it. */
async function watchShifts(page: Page): Promise<() => Promise<string[]>> {
  await page.addInitScript(() => {
    const moved: string[] = []
    Object.assign(window, { moved })
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as Shift[]) {
        if (entry.hadRecentInput) continue
        for (const { node } of entry.sources) {
          moved.push(
            `${entry.value.toFixed(3)} ${node?.nodeName ?? ''} ${node?.textContent?.slice(0, 60) ?? ''}`,
          )
        }
      }
    }).observe({ type: 'layout-shift', buffered: true })
  })
  return () => page.evaluate(() => (window as unknown as { moved: string[] }).moved)
}

const error = { code: 'worker_lost', title: 'Lost', detail: 'It fell silent.', retryable: true }

const ENDS = ['completed', 'failed', 'cancelled'].flatMap((status) =>
  [1280, 360].map((width) => ({ status, width })),
)

for (const { status, width } of ENDS) {
  test(`nothing moves when a job is ${status}, ${String(width)} pixels wide`, async ({ page }) => {
    await page.setViewportSize({ width, height: 720 })
    const moved = await watchShifts(page)
    await page.route('**/made-up/results/**', (route) =>
      route.fulfill({ json: { result: { total: 12_345 } } }),
    )
    await makeUp(page, [job({ status: 'pending', phase: 'queued', started_at: null })])
    await page.goto(`/jobs/${job().id}`)
    await expect(page.getByText('It starts as soon as a worker is free.')).toBeVisible()
    await makeUp(page, [job()])
    await expect(page.getByText('Counting')).toBeVisible()
    const finished_at = '2026-11-20T09:03:31Z'
    const expires_at = '2026-12-20T09:03:31Z'
    const ended = { status, phase: status, finished_at, expires_at }
    const progress = { current: 10, total: 10, percent: 100, message: 'Counting' }
    await makeUp(page, [job({ ...ended, progress, error: status === 'failed' ? error : null })])
    await expect(page.getByText('Took 30 s').first()).toBeVisible()
    if (status === 'completed') await expect(page.getByText('12,345')).toBeVisible()
    await page.waitForLoadState('networkidle')
    expect(await moved()).toEqual([])
  })
}

test('nothing moves while the settings are loading', async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 3_000 })
  const moved = await watchShifts(page)
  await page.goto('/settings')
  await expect(page.getByRole('heading', { name: 'Your tokens' })).toBeVisible()
  await expect(page.getByRole('heading', { name: 'Delete the account' }).first()).toBeVisible()
  await page.waitForLoadState('networkidle')
  expect(await moved()).toEqual([])
})
