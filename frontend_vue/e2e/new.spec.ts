import type { Page } from '@playwright/test'
import { job, makeUp } from './made-up'
import { expect, expectAccessible, expectFitsPhone, test } from './support'

const CREATE = '**/api/v1/made-up/create/'
const notes = { name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from('one two') }

async function open(page: Page, query = '') {
  await makeUp(page, [job()])
  await page.goto(`/new/made-up${query}`)
  await expect(page.getByRole('button', { name: 'Start' })).toBeVisible()
}

const start = (page: Page) => page.getByRole('button', { name: 'Start' }).click()

test('the form is made from the schema', async ({ page }) => {
  await open(page)
  await expect(page.getByLabel('Title')).toHaveValue('Untitled')
  await expect(page.getByLabel('Mode')).toHaveValue('fast')
  await expect(page.getByLabel('Times')).toHaveAttribute('max', '9')
  await expect(page.getByLabel('Loud')).not.toBeChecked()
  await expect(page.getByLabel('Words')).toHaveValue('a\nb')
  await expectAccessible(page)
  await expectFitsPhone(page)
})

test('what is entered is sent, and the job is shown', async ({ page }) => {
  await open(page)
  await page.route(CREATE, (route) => route.fulfill({ status: 202, json: job() }))
  await page.getByLabel('Choose a file').setInputFiles(notes)
  await page.getByLabel('Words').fill('x\n\ny')
  await page.getByLabel('Loud').check()
  const sent = page.waitForRequest(CREATE)
  await start(page)
  const body = (await sent).postDataBuffer()?.toString() ?? ''
  expect(body).toContain(
    '{"title":"Untitled","mode":"fast","times":3,"loud":true,"words":["x","y"],"limit":null}',
  )
  expect(body).toContain('filename="notes.txt"')
  await expect(page).toHaveURL(/\/jobs\/019aa000/)
})

test('a wrong file is refused before anything is sent', async ({ page }) => {
  await open(page)
  await page.getByLabel('Choose a file').setInputFiles({ ...notes, name: 'notes.pdf' })
  await start(page)
  await expect(page.getByText('notes.pdf does not end in .txt.')).toBeVisible()
  await expect(page.getByLabel('Choose a file')).toBeFocused()
  await expectAccessible(page)
})

test('errors of the server stand at their fields, the first one focused', async ({
  page,
  guard,
}) => {
  guard.allow(400)
  await open(page)
  const errors = [
    { field: 'options.times', code: 'odd', detail: 'Only even times.' },
    { field: 'somewhere', code: 'else', detail: 'And this, too.' },
  ]
  await page.route(CREATE, (route) => route.fulfill({ status: 400, json: { title: 'No', errors } }))
  await page.getByLabel('Choose a file').setInputFiles(notes)
  await start(page)
  await expect(page.getByText('Only even times.')).toBeVisible()
  await expect(page.getByRole('alert')).toContainText('And this, too.')
  await expect(page.getByLabel('Times')).toBeFocused()
  await expectAccessible(page)
})

test('sending again is the same intention, until the draft changes', async ({ page, guard }) => {
  guard.allow(503)
  await open(page)
  const keys: (string | undefined)[] = []
  await page.route(CREATE, async (route) => {
    keys.push(route.request().headers()['idempotency-key'])
    await route.fulfill({ status: 503, json: { title: 'Away' } })
  })
  const failed = async () => {
    const answered = page.waitForResponse(CREATE)
    await start(page)
    await answered
    await expect(page.getByRole('button', { name: 'Start' })).toBeEnabled()
  }
  await page.getByLabel('Choose a file').setInputFiles(notes)
  await failed()
  await failed()
  await page.getByLabel('Loud').check()
  await failed()
  expect(keys[0]).toBeTruthy()
  expect(keys[1]).toBe(keys[0])
  expect(keys[2]).not.toBe(keys[0])
})

test('sending can be stopped', async ({ page }) => {
  await open(page)
  await page.route(CREATE, () => undefined)
  await page.getByLabel('Choose a file').setInputFiles(notes)
  await start(page)
  await page.getByRole('button', { name: 'Stop sending' }).click()
  await expect(page.getByRole('alert')).toContainText('Sending was stopped.')
  await expect(page.getByRole('alert')).toBeInViewport()
})

test('without a connection that is said at once, and nothing is sent later', async ({
  page,
  guard,
}) => {
  guard.allow('ERR_INTERNET_DISCONNECTED')
  await open(page)
  await page.getByLabel('Choose a file').setInputFiles(notes)
  await page.context().setOffline(true)
  await start(page)
  await expect(page.getByRole('alert')).toContainText('Your entries are still here.')
  await page.context().setOffline(false)
  await expect(page.getByText('You see what was last known')).toBeHidden()
  await expect(page.getByRole('button', { name: 'Start' })).toBeEnabled()
})

test('the options of another job can be taken over', async ({ page }) => {
  await open(page, `?from=${job().id}`)
  await expect(page.getByLabel('Times')).toHaveValue('7')
  await expect(page.getByText('The options are those of “notes.txt”.')).toBeVisible()
})

test('a job whose options cannot be had yet is waited for in words', async ({ page, guard }) => {
  guard.allow(503)
  await makeUp(page, [job()])
  await page.route('**/made-up/status/**', (route) => route.fulfill({ status: 503 }))
  await page.goto(`/new/made-up?from=${job().id}`)
  await expect(page.getByRole('alert')).toContainText('Trying again…')
  await expectAccessible(page)
  await expectFitsPhone(page)
  await makeUp(page, [job()])
  await expect(page.getByLabel('Times')).toHaveValue('7')
  await expect(page.getByRole('alert')).toHaveCount(0)
})

test('a job that is gone leaves the usual options, and that is said', async ({ page }) => {
  await makeUp(page, [])
  await page.goto(`/new/made-up?from=${job().id}`)
  await expect(page.getByRole('alert')).toContainText('These are the defaults.')
  await expect(page.getByLabel('Times')).toHaveValue('3')
  await expectAccessible(page)
})
