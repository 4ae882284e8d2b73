import { execFileSync } from 'node:child_process'
import { job, makeUp } from './made-up'
import { expectStatus, make } from './real'
import { expect, expectAccessible, expectFitsPhone, test } from './support'

test('every tab of a job has an address, is accessible and fits a phone', async ({ page }) => {
  const id = await make(page, 'echo', {})
  for (const [tab, sign] of [
    ['Input', 'hello'],
    ['Timeline', 'Asked for'],
    ['API', 'API_TOKEN'],
  ] as const) {
    await page.goto(`/jobs/${id}`)
    await expectStatus(page, 'Completed')
    await page.getByRole('tab', { name: tab }).click()
    await expect(page.getByText(sign).first()).toBeVisible()
    await page.reload()
    await expect(page.getByRole('tab', { name: tab })).toHaveAttribute('aria-selected', 'true')
    await expectAccessible(page)
    await expectFitsPhone(page)
  }
})

test('a long message of a running job is cut where a phone ends', async ({ page }) => {
  const message = `Reading ${'flights-'.repeat(20)}.csv`
  await makeUp(page, [job({ progress: { current: 4, total: 10, percent: 40, message } })])
  await page.goto(`/jobs/${job().id}`)
  await expect(page.getByText(message)).toBeVisible()
  await expectFitsPhone(page)
})

test('the commands of a job can be run as they stand', async ({ page, baseURL }) => {
  const id = await make(page, 'echo', { text: "it's far" })
  await page.goto('/settings')
  await page.getByLabel('Name', { exact: true }).fill('a test')
  await page.getByRole('button', { name: 'Make a token' }).click()
  const token = await page.getByLabel('The key of “a test”').inputValue()
  await page.goto(`/jobs/${id}?tab=api`)
  const code = await page.getByRole('region', { name: 'Code for curl' }).innerText()
  expect(code).toContain(baseURL)
  const env = { ...process.env, API_TOKEN: token }
  const script = code.replace('$(uuidgen)', `test-${String(Date.now())}`)
  const said = execFileSync('bash', ['-euc', script], { env, encoding: 'utf-8' })
  expect(said).toContain(`"result":{"text":"it's far"}`)
})
