import type { Page } from '@playwright/test'
import { linkTo, mailsTo } from './mails'
import { fillSignIn, newAddress, PASSWORD, signInAnew } from './people'
import { expect, expectAccessible, expectFitsPhone, test } from './support'

test.use({ storageState: { cookies: [], origins: [] } })

const NEW = 'the long way round'
const said = (page: Page, text: string) => expect(page.getByRole('status')).toHaveText(text)
const section = (page: Page, name: string) => page.getByRole('region', { name, exact: true })

async function makeToken(page: Page, name: string): Promise<string> {
  await page.getByLabel('Name', { exact: true }).fill(name)
  await page.getByRole('button', { name: 'Make a token' }).click()
  return page.getByLabel(`The key of “${name}”`).inputValue()
}

async function statusWith(page: Page, token: string): Promise<number> {
  const headers = { Authorization: `Token ${token}` }
  return (await page.request.get('/api/v1/auth/user/', { headers })).status()
}

test('the account menu leads to settings that are accessible and fit a phone', async ({ page }) => {
  await signInAnew(page)
  await page.getByRole('button', { name: /^Account of/ }).click()
  await page.getByRole('menuitem', { name: 'Settings' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Settings')
  await expect(page).toHaveTitle(/^Settings · /)
  await expect(page.getByText('Loading…')).toHaveCount(0)
  await expectAccessible(page)
  await expectFitsPhone(page)
})

test('names are kept', async ({ page }) => {
  await signInAnew(page, '/settings')
  await page.getByLabel('First name').fill('Ada')
  await page.getByLabel('Last name').fill('Lovelace')
  await page.getByRole('button', { name: 'Save' }).click()
  await said(page, 'Saved.')
  await page.reload()
  await expect(page.getByLabel('First name')).toHaveValue('Ada')
  await expect(page.getByLabel('Last name')).toHaveValue('Lovelace')
})

test('another address counts once it is confirmed', async ({ page, guard }) => {
  guard.allow(400)
  const [old, email] = [await signInAnew(page, '/settings'), newAddress()]
  const address = section(page, 'E-mail address')
  await address.getByLabel('New address').fill(email)
  await address.getByLabel('Your password', { exact: true }).fill('a wrong one')
  await address.getByRole('button', { name: 'Change the address' }).click()
  await expect(address.getByText('This is not your password.')).toBeVisible()
  await expect(address.getByLabel('Your password', { exact: true })).toBeFocused()
  await address.getByLabel('Your password', { exact: true }).fill(PASSWORD)
  await address.getByRole('button', { name: 'Change the address' }).click()
  await expect(address.getByText(`${email} waits to be confirmed`)).toBeVisible()
  await expect(address.getByLabel('New address')).toHaveValue('')
  await expectAccessible(page)
  expect(mailsTo(old)[0]).toContain('Your address is about to change')
  await page.goto(linkTo('verify-email', email))
  await page.getByRole('button', { name: 'Confirm the address' }).click()
  await expect(page.getByRole('button', { name: `Account of ${email}` })).toBeVisible()
})

test('another password ends tokens, but not this session', async ({ page, guard }) => {
  guard.allow(400)
  const email = await signInAnew(page, '/settings')
  const token = await makeToken(page, 'laptop')
  await page.getByRole('button', { name: 'I have copied it' }).click()
  await page.getByLabel('Current password').fill('a wrong one')
  await page.getByLabel('New password').fill(NEW)
  await page.getByLabel('Once more').fill(NEW)
  await page.getByRole('button', { name: 'Change the password' }).click()
  await expect(page.getByLabel('Current password')).toBeFocused()
  await page.getByLabel('Current password').fill(PASSWORD)
  await page.getByRole('button', { name: 'Change the password' }).click()
  await said(page, 'Your password is changed.')
  await expect(page.getByText('There are none yet.')).toBeVisible()
  expect(await statusWith(page, token)).toBe(401)
  await page.context().clearCookies()
  await page.goto('/sign-in')
  await fillSignIn(page, email, NEW)
  await expect(page.getByRole('button', { name: `Account of ${email}` })).toBeVisible()
})

test('a token is made, copied, used and revoked', async ({ page }) => {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await signInAnew(page, '/settings')
  const token = await makeToken(page, 'laptop')
  await expect(page.getByLabel('The key of “laptop”')).toBeFocused()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Copy' }).click()
  await expect(page.getByRole('button', { name: 'Copied', exact: true })).toBeVisible()
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(token)
  await page.getByRole('button', { name: 'I have copied it' }).click()
  await expect(page.getByLabel('Name', { exact: true })).toBeFocused()
  await expect(page.getByRole('listitem').filter({ hasText: 'Never used' })).toBeVisible()
  expect(await statusWith(page, token)).toBe(200)
  await page.reload()
  await expect(page.getByText('Last used now')).toBeVisible()
  await page.getByRole('button', { name: 'Revoke laptop' }).click()
  await expect(page.getByRole('alertdialog')).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('alertdialog').getByRole('button', { name: 'Revoke' }).click()
  await said(page, 'Revoked: laptop')
  await expect(page.getByRole('heading', { name: 'Your tokens' })).toBeFocused()
  expect(await statusWith(page, token)).toBe(401)
})

test('a token ends when it was told to, or never', async ({ page }) => {
  await signInAnew(page, '/settings')
  await page.getByLabel('Expires').selectOption('Never')
  await makeToken(page, 'for ever')
  await page.getByRole('button', { name: 'I have copied it' }).click()
  await page.getByLabel('Expires').selectOption('In 7 days')
  await makeToken(page, 'for a week')
  const item = (name: string) => page.getByRole('listitem').filter({ hasText: name })
  await expect(item('for ever')).toContainText('Never expires')
  await expect(item('for a week')).toContainText(/Expires \w{3} \d+, \d{4}/)
})

test('a key can be copied by hand where the page may not', async ({ page }) => {
  await signInAnew(page, '/settings')
  await page.evaluate(() => {
    navigator.clipboard.writeText = () => Promise.reject(new Error('Not allowed'))
  })
  const token = await makeToken(page, 'laptop')
  await page.getByRole('button', { name: 'Copy' }).click()
  await expect(page.getByRole('status')).toContainText('copy it yourself')
  expect(await page.evaluate(() => document.getSelection()?.toString())).toBe(token)
})

test('the theme is chosen', async ({ page }) => {
  await signInAnew(page, '/settings')
  await page.getByRole('radio', { name: 'Dark' }).check()
  await expect(page.locator('html')).toHaveClass('dark')
})

test('an account is deleted, with its password', async ({ page, guard }) => {
  guard.allow(400)
  const email = await signInAnew(page, '/settings')
  await page.getByRole('button', { name: 'Delete my account' }).click()
  const dialog = page.getByRole('alertdialog')
  await expect(dialog.getByLabel('Your password, to be sure')).toBeFocused()
  await expectAccessible(page)
  await dialog.getByLabel('Your password, to be sure').fill('a wrong one')
  await dialog.getByRole('button', { name: 'Delete it for good' }).click()
  await expect(dialog.getByText('This is not your password.')).toBeVisible()
  await expectAccessible(page)
  await dialog.getByLabel('Your password, to be sure').fill(PASSWORD)
  await dialog.getByRole('button', { name: 'Delete it for good' }).click()
  await said(page, 'Your account is deleted.')
  await expect(page).toHaveURL(/\/sign-in$/)
  await fillSignIn(page, email, PASSWORD)
  await expect(page.getByRole('alert')).toContainText('Signing in did not work.')
})

test('deleting the account can be thought over', async ({ page }) => {
  await signInAnew(page, '/settings')
  await page.getByRole('button', { name: 'Delete my account' }).click()
  await page.getByRole('button', { name: 'No, keep it' }).click()
  await expect(page.getByRole('alertdialog')).toBeHidden()
  await expect(page.getByRole('button', { name: 'Delete my account' })).toBeFocused()
})

test('signing out everywhere ends other sessions, too', async ({ page, browser, guard }) => {
  guard.allow(401)
  const email = await signInAnew(page, '/settings')
  const elsewhere = await browser.newPage()
  await elsewhere.goto('/sign-in')
  await fillSignIn(elsewhere, email, PASSWORD)
  await expect(elsewhere.getByRole('button', { name: `Account of ${email}` })).toBeVisible()
  await page.getByRole('button', { name: 'Sign out everywhere' }).click()
  await expect(page.getByRole('alertdialog')).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('alertdialog').getByRole('button', { name: 'Sign out everywhere' }).click()
  await said(page, 'You are signed out everywhere.')
  await expect(page).toHaveURL(/\/sign-in$/)
  await elsewhere.goto('/jobs')
  await expect(elsewhere).toHaveURL(/\/sign-in/)
  await elsewhere.close()
})

test('notifications are on once the browser allows them', async ({ page }) => {
  await page.context().grantPermissions(['notifications'])
  await signInAnew(page, '/settings')
  await page.getByLabel('Tell me when a job has ended').check()
  await page.reload()
  await expect(page.getByLabel('Tell me when a job has ended')).toBeChecked()
})
