import type { Page } from '@playwright/test'
import { expect, expectAccessible, expectFitsPhone, test } from './support'

// A feature of the tests' own, with an option of every kind that a form is made for.
const ADDRESS = '/new/every-kind'
const group = (page: Page, name: string) => page.getByRole('group', { name, exact: true })
const start = (page: Page) => page.getByRole('button', { name: 'Start' }).click()

async function open(page: Page) {
  await page.goto(ADDRESS)
  await expect(page.getByLabel('Remarks')).toBeVisible()
  await expect(group(page, 'Stops')).toBeVisible()
}

test('every kind of option has a control of its own', async ({ page }) => {
  await open(page)
  await expect(page.getByLabel('Name').first()).toHaveAttribute('maxlength', '40')
  await expect(page.getByLabel('Email')).toHaveAttribute('type', 'email')
  await expect(page.getByLabel('Lorries')).toHaveAttribute('max', '9')
  await expect(page.getByLabel('Load in tonnes')).toHaveAttribute('step', 'any')
  await expect(page.getByLabel('Insured').locator('option:checked')).toHaveText('–')
  await expect(page.getByLabel('Day')).toHaveAttribute('type', 'date')
  await expect(page.getByLabel('At', { exact: false }).first()).toBeVisible()
  await expect(page.getByLabel('Leaves')).toHaveAttribute('type', 'datetime-local')
  await expect(group(page, 'Goods').getByRole('checkbox')).toHaveCount(3)
  await expect(group(page, 'Driver').getByLabel('Name')).toHaveValue('Ada')
  await expectAccessible(page)
  await expectFitsPhone(page)
})

test('what is entered makes a job, and its result shows it', async ({ page }) => {
  await open(page)
  await page.getByLabel('Name').first().fill('Milk run')
  await page.getByLabel('Insured').selectOption('Yes')
  await page.getByLabel('Day').fill('2026-12-24')
  await page.getByLabel('Leaves').fill('2026-12-24T06:30')
  await group(page, 'Goods').getByLabel('milk').check()
  await page.getByRole('button', { name: 'Add to “Weights”' }).click()
  await expect(page.getByLabel('Weights 1', { exact: true })).toBeFocused()
  await page.keyboard.type('12')
  await page.getByRole('button', { name: 'Add to “Stops”' }).click()
  await page.keyboard.type('Linz')
  await page.getByLabel('Give “Second driver”').check()
  await page.getByLabel('Choose files').setInputFiles([
    { name: 'a.txt', mimeType: 'text/plain', buffer: Buffer.from('a') },
    { name: 'b.txt', mimeType: 'text/plain', buffer: Buffer.from('b') },
  ])
  await start(page)
  await expect(page).toHaveURL(/\/jobs\//)
  await expect(page.getByText('Completed', { exact: true })).toBeVisible({ timeout: 20_000 })
  await expect(page.getByRole('rowheader', { name: 'Linz' })).toBeVisible()
  await expect(page.getByRole('link', { name: /Plan/ })).toBeVisible()
  await expectAccessible(page)
})

test('what has been added is as accessible as the rest', async ({ page }) => {
  await open(page)
  await page.getByRole('button', { name: 'Add to “Weights”' }).click()
  await page.getByRole('button', { name: 'Add to “Stops”' }).click()
  await page.getByLabel('Give “Second driver”').check()
  await expectAccessible(page)
})

test('what the server refuses is told at its field, however deep', async ({ page, guard }) => {
  guard.allow(400)
  await open(page)
  await page.getByLabel('Name').first().fill('Milk run')
  await page.getByLabel('Lorries').fill('3')
  await start(page)
  await expect(page.getByText('Lorries go in pairs.').first()).toBeVisible()
  await expect(page.getByLabel('Lorries')).toBeFocused()
  await page.getByLabel('Lorries').fill('4')
  await page.getByRole('button', { name: 'Add to “Stops”' }).click()
  await page.keyboard.type('Atlantis')
  await start(page)
  const place = group(page, 'Stop 1').getByLabel('Place')
  await expect(place).toHaveAttribute('aria-invalid', 'true')
  await expect(place).toBeFocused()
  await expectAccessible(page)
})

test('a bound is kept before anything is sent', async ({ page }) => {
  await open(page)
  await page.getByLabel('Name').first().fill('Milk run')
  await page.getByLabel('Lorries').fill('12')
  const sent: string[] = []
  page.on('request', (request) => sent.push(request.url()))
  await start(page)
  await expect(page.getByLabel('Lorries')).toBeFocused()
  expect(sent.filter((url) => url.includes('/create/'))).toEqual([])
})

test('putting files away leaves the keyboard near', async ({ page }) => {
  await open(page)
  await page.getByLabel('Choose files').setInputFiles([
    { name: 'a.txt', mimeType: 'text/plain', buffer: Buffer.from('a') },
    { name: 'b.txt', mimeType: 'text/plain', buffer: Buffer.from('b') },
  ])
  const remove = (name: string) => page.getByRole('button', { name: `Remove ${name}` })
  await remove('a.txt').press('Enter')
  await expect(remove('b.txt')).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByLabel('Choose files')).toBeFocused()
})
