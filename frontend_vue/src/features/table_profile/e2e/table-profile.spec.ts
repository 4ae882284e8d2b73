import type { Page } from '@playwright/test'
import { expect, expectAccessible, expectFitsPhone, test, THEMES } from '../../../../e2e/support'

const API = '/api/v1/table-profile'
const table = (name: string) => ({
  name,
  mimeType: 'text/csv',
  buffer: Buffer.from('city,people\nOslo,709\nBern,134\nRiga,605\n'),
})
const uniqueName = () => `cities-${String(Date.now())}.csv`

async function upload(page: Page, file: ReturnType<typeof table>) {
  await page.goto('/new/table-profile')
  await page.getByLabel('Choose a file').setInputFiles(file)
  await page.getByRole('button', { name: 'Start' }).click()
  await expect(page).toHaveURL(/\/jobs\/[0-9a-f-]+$/)
}

/** Create a job that does not start by itself, and open its page. */
async function openWaiting(page: Page, name: string) {
  await page.goto('/')
  const cookies = await page.context().cookies()
  const token = cookies.find((cookie) => cookie.name === 'csrftoken')?.value ?? ''
  const response = await page.request.post(`${API}/create/`, {
    headers: { 'X-CSRFToken': token, Referer: page.url() },
    multipart: { table: table(name), available_at: '2099-01-01T00:00:00Z' },
  })
  expect(response.status()).toBe(202)
  const { id } = (await response.json()) as { id: string }
  await page.goto(`/jobs/${id}`)
  await expect(page.getByText('Scheduled')).toBeVisible()
}

const completed = (page: Page) =>
  expect(page.getByRole('main').getByText('Completed')).toBeVisible({ timeout: 30_000 })

async function profileSample(page: Page) {
  await page.goto('/')
  const card = page.getByRole('article').filter({ hasText: 'Table profile' })
  await card.getByRole('button', { name: 'Try it with a sample' }).click()
  await expect(page).toHaveURL(/\/jobs\/[0-9a-f-]+$/)
  await completed(page)
}

test('the sample becomes a profile and a report', async ({ page }) => {
  await profileSample(page)
  await expect(page.getByRole('heading', { name: 'How it was read' })).toBeVisible()
  await expect(page.getByRole('article')).toHaveCount(19)
  await page.getByLabel('Find a column').fill('delay')
  await expect(page.getByRole('article')).toHaveCount(2)
  const downloading = page.waitForEvent('download')
  await page.getByRole('link', { name: /Download Report/ }).click()
  expect((await downloading).suggestedFilename()).toMatch(/\.html$/)
  await page.getByLabel('Find a column').fill('')
  await page.getByLabel('Show a finding').selectOption('Skewed')
  await expect(page.getByRole('article')).toHaveCount(2)
})

for (const theme of THEMES) {
  test(`a profile is accessible in ${theme} colors, and fits a phone`, async ({ page }) => {
    await profileSample(page)
    await page.getByLabel('Log scale').check()
    await expectAccessible(page, [theme])
    await expectFitsPhone(page)
  })
}

test('a printed profile fits the paper, and leaves out what only a screen can do', async ({
  page,
}) => {
  await profileSample(page)
  await page.emulateMedia({ media: 'print' })
  await page.setViewportSize({ width: 718, height: 1_000 }) // A4 within its margins
  const rows = page.getByRole('region', { name: 'First rows' })
  const excess = await rows.evaluate((region) => region.scrollWidth - region.clientWidth)
  expect(excess).toBeLessThanOrEqual(0)
  await expect(page.getByRole('tab')).toHaveCount(0)
  for (const name of ['New like this', 'Delete', /^Download Report/, 'All jobs']) {
    await expect(page.getByText(name)).toBeHidden()
  }
})

test.describe('in German', () => {
  test.use({ locale: 'de-DE' })

  test('the form and the findings are in German, too', async ({ page }) => {
    await page.goto('/new/table-profile')
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(
      'Neuer Auftrag: Tabellenprofil',
    )
    await page.getByLabel('Trennzeichen', { exact: true }).selectOption('Komma')
    await page.getByLabel('Datei wählen').setInputFiles({
      ...table('gaps.csv'),
      buffer: Buffer.from('city,people\nOslo,709\nBern,\n\nRiga,\n'),
    })
    await page.getByRole('button', { name: 'Starten' }).click()
    await expect(page.getByText('2 Zeilen (66,7 %) haben keinen Wert.')).toBeVisible({
      timeout: 30_000,
    })
    await expect(page.getByText('Leere Zeilen wurden ausgelassen: 1.')).toBeVisible()
    await expect(page.getByRole('link', { name: /Bericht/ })).toBeVisible()
    await page.getByRole('tab', { name: 'Eingabe' }).click()
    const input = page.getByRole('tabpanel')
    await expect(input.getByText('Komma')).toBeVisible()
    await expect(input.getByText('automatisch').first()).toBeVisible()
    await page.goto('/new/table-profile')
    await page.getByLabel('Datei wählen').setInputFiles({
      ...table('ragged.csv'),
      buffer: Buffer.from('city,people\nOslo,709\nBern,134,7\n'),
    })
    await page.getByRole('button', { name: 'Starten' }).click()
    await expect(page.getByRole('alert')).toContainText(
      'In Zeile 3 ist die Zahl der Felder 3, in der ersten 2.',
      { timeout: 30_000 },
    )
  })
})

test('an uploaded table is profiled once, however often the button is pressed', async ({
  page,
}) => {
  const name = uniqueName()
  await page.goto('/new/table-profile')
  await page.getByLabel('Choose a file').setInputFiles(table(name))
  await page.getByRole('button', { name: 'Start' }).dblclick()
  await completed(page)
  await expect(page.getByRole('article', { name: 'people' })).toContainText('134 – 709')
  await page.goto(`/jobs?q=${name}`)
  await expect(page.getByRole('row', { name })).toHaveCount(1)
})

test('a finding leads to its column, and the address leads back there', async ({ page }) => {
  const rows = Array.from({ length: 60 }, (_, n) => `city ${String(n)},${String(n)}`)
  const buffer = Buffer.from(['city,people', ...rows, 'Oslo,many'].join('\n'))
  await upload(page, { ...table(uniqueName()), buffer })
  await completed(page)
  await expect(page.getByText('Lines 62 (many)')).toBeVisible()
  await page.getByRole('listitem').getByRole('button', { name: 'people' }).first().click()
  await expect(page.getByRole('article', { name: 'people' })).toBeFocused()
  await expect(page).toHaveURL(/#column-2$/)
  await page.reload()
  await expect(page.getByRole('article', { name: 'people' })).toBeFocused()
})

test('a table is read again differently, and compared with how it was read before', async ({
  page,
}) => {
  const name = uniqueName()
  await upload(page, { ...table(name), name })
  await completed(page)
  await page.getByRole('link', { name: 'Read it again differently' }).click()
  await page.getByLabel('First line holds the column names').selectOption('no')
  await page.getByRole('button', { name: 'Start' }).click()
  await expect(page).toHaveURL(/\/jobs\/[0-9a-f-]+$/)
  await completed(page)
  await expect(page.getByRole('article', { name: 'column 1' })).toBeVisible()
  await page.getByLabel('Compare with an earlier profile').selectOption({ index: 1 })
  await expect(page.getByText('New columns: column 1, column 2')).toBeVisible()
})

test('a binary named .csv fails in words', async ({ page }) => {
  await upload(page, { ...table('photo.csv'), buffer: Buffer.from([0, 1, 2, 255, 254, 0, 7, 0]) })
  await expect(page.getByRole('alert')).toBeVisible({ timeout: 30_000 })
  await expect(page.getByRole('alert').locator('code')).toHaveText(/^[a-z_]+$/)
  await expect(page.getByRole('button', { name: 'Try again' })).toBeVisible()
  await expectAccessible(page)
})

test('a waiting job is cancelled, tried again and deleted', async ({ page }) => {
  const name = uniqueName()
  await openWaiting(page, name)
  await page.getByRole('button', { name: 'Cancel' }).click()
  await expect(page.getByText('This job was cancelled')).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Try again' }).click()
  await completed(page)
  await page.getByRole('button', { name: 'Delete' }).click()
  await expect(page.getByRole('alertdialog')).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click()
  await expect(page.getByRole('status')).toHaveText(`Deleted: ${name}`)
  await page.goto(`/jobs?q=${name}`)
  await expect(page.getByText('No job matches')).toBeVisible()
})

test('deleting can be thought over, and then done', async ({ page }) => {
  const name = uniqueName()
  await openWaiting(page, name)
  await page.getByRole('button', { name: 'Delete' }).click()
  await expect(page.getByRole('alertdialog')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('alertdialog')).toBeHidden()
  await expect(page.getByRole('button', { name: 'Delete' })).toBeFocused()
  await page.keyboard.press('Enter')
  await page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click()
  await expect(page.getByRole('status')).toHaveText(`Deleted: ${name}`)
})

test('home, the form and the list are accessible and fit a phone', async ({ page }) => {
  for (const address of ['/', '/new/table-profile', '/jobs']) {
    await page.goto(address)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await expect(page.getByText('Loading…')).toHaveCount(0)
    await expectAccessible(page)
    await expectFitsPhone(page)
  }
})
