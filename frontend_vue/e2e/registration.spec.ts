import type { Page } from '@playwright/test'
import { linkTo, mailsTo } from './mails'
import { fillSignIn, makeAccount, newAddress, PASSWORD } from './people'
import { expect, expectAccessible, expectFitsPhone, test } from './support'

test.use({ storageState: { cookies: [], origins: [] } })

const heading = (page: Page) => page.getByRole('heading', { level: 1 })

async function register(page: Page, email: string, password = PASSWORD, again = password) {
  await page.goto('/register')
  await page.getByLabel('E-mail').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByLabel('Once more').fill(again)
  await page.getByRole('button', { name: 'Make an account' }).click()
}

test('an account is created, its address confirmed, and its user signed in', async ({ page }) => {
  const email = newAddress()
  await page.goto('/sign-in')
  await page.getByRole('link', { name: 'Make an account' }).click()
  await expect(heading(page)).toBeFocused()
  await register(page, email)
  await expect(heading(page)).toHaveText('Check your mail')
  await expect(heading(page)).toBeFocused()
  await expect(page).toHaveTitle(/^Check your mail · /)
  await page.goto(linkTo('verify-email', email))
  await page.getByRole('button', { name: 'Confirm the address' }).click()
  await expect(heading(page)).toHaveText('Your address is confirmed')
  await expect(heading(page)).toBeFocused()
  await page.getByRole('main').getByRole('link', { name: 'Sign in' }).click()
  await fillSignIn(page, email, PASSWORD)
  await expect(page.getByRole('button', { name: `Account of ${email}` })).toBeVisible()
})

test('the rules of passwords are told before anything is typed, and ticked off', async ({
  page,
}) => {
  await page.goto('/register')
  const password = page.getByLabel('Password', { exact: true })
  await expect(password).toHaveAccessibleDescription(/At least 8 characters/)
  await password.fill('long enough')
  await expect(page.getByText('At least 8 characters')).toHaveClass(/text-done/)
})

test('what is wrong stands at its field, the first one focused', async ({ page, guard }) => {
  guard.allow(400)
  await register(page, newAddress(), '12345678')
  const password = page.getByLabel('Password', { exact: true })
  await expect(password).toHaveAccessibleDescription(/entirely numeric/)
  await expect(password).toBeFocused()
  await expectAccessible(page)
  await register(page, newAddress(), PASSWORD, 'another one')
  await expect(page.getByText('The two passwords are not the same.')).toBeVisible()
  await expect(page.getByLabel('Once more')).toBeFocused()
})

test('a password can be looked at', async ({ page }) => {
  await page.goto('/register')
  const password = page.getByLabel('Password', { exact: true })
  await page.getByRole('button', { name: 'Show password' }).first().click()
  await expect(password).toHaveAttribute('type', 'text')
})

test('the mail is sent again', async ({ page }) => {
  const email = newAddress()
  await register(page, email)
  await page.getByRole('button', { name: 'Send it again' }).click()
  await expect(page.getByRole('status')).toHaveText('Sent again.')
  expect(mailsTo(email)).toHaveLength(2)
})

test('a user who is too quick is told when to try again', async ({ page, guard }) => {
  guard.allow(429)
  await register(page, newAddress())
  await page.route('**/registration/resend-email/', (route) =>
    route.fulfill({ status: 429, headers: { 'retry-after': '40' }, json: {} }),
  )
  await page.getByRole('button', { name: 'Send it again' }).click()
  await expect(page.getByRole('alert')).toContainText('Try again in 40 seconds.')
  await expectAccessible(page)
})

test('nothing tells that an address is known, but its mail', async ({ page }) => {
  const email = await makeAccount(page)
  await register(page, email)
  await expect(heading(page)).toHaveText('Check your mail')
  expect(mailsTo(email)[0]).toContain('You have an account already')
})

test('a link that is only looked at confirms nothing', async ({ page, guard }) => {
  guard.allow(400)
  const email = newAddress()
  await register(page, email)
  await expect(heading(page)).toHaveText('Check your mail')
  await page.goto(linkTo('verify-email', email))
  await expect(page.getByRole('button', { name: 'Confirm the address' })).toBeVisible()
  await page.goto('/sign-in')
  await fillSignIn(page, email, PASSWORD)
  await expect(page.getByRole('alert')).toContainText('Confirm your address first')
  await page.getByRole('link', { name: 'Send it again' }).click()
  await expect(heading(page)).toHaveText('Confirm your address')
})

test('an expired link leads to a new mail', async ({ page, guard }) => {
  guard.allow(400)
  const email = newAddress()
  await page.goto('/verify-email/made-up')
  await page.getByRole('button', { name: 'Confirm the address' }).click()
  await expect(heading(page)).toHaveText('This link has expired')
  await expect(heading(page)).toBeFocused()
  await expectAccessible(page)
  await page.getByLabel('E-mail').fill(email)
  await page.getByRole('button', { name: 'Send a new mail' }).click()
  await expect(heading(page)).toHaveText('Check your mail')
  expect(mailsTo(email)).toHaveLength(1)
})

test('every page of registration is accessible and fits a phone', async ({ page }) => {
  const email = newAddress()
  await register(page, email)
  await expect(heading(page)).toHaveText('Check your mail')
  await expectAccessible(page)
  await expectFitsPhone(page)
  for (const address of ['/register', '/verify-email', linkTo('verify-email', email)]) {
    await page.goto(address)
    await expect(heading(page)).toBeVisible()
    await expectAccessible(page)
    await expectFitsPhone(page)
  }
  await page.getByRole('button', { name: 'Confirm the address' }).click()
  await expect(heading(page)).toHaveText('Your address is confirmed')
  await expectAccessible(page)
})
