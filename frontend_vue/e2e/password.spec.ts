import type { Page } from '@playwright/test'
import { linkTo } from './mails'
import { fillSignIn, makeAccount, newAddress } from './people'
import { expect, expectAccessible, expectFitsPhone, test } from './support'

test.use({ storageState: { cookies: [], origins: [] } })

const NEW = 'the long way round'
const heading = (page: Page) => page.getByRole('heading', { level: 1 })

async function ask(page: Page, email: string) {
  // The page before this one has a field of the same name.
  await expect(heading(page)).toHaveText('Forgot your password?')
  await page.getByLabel('E-mail').fill(email)
  await page.getByRole('button', { name: 'Send the link' }).click()
  await expect(heading(page)).toHaveText('Check your mail')
}

async function choose(page: Page, password: string) {
  await page.getByLabel('New password').fill(password)
  await page.getByLabel('Once more').fill(password)
  await page.getByRole('button', { name: 'Set the password' }).click()
}

test('a forgotten password is replaced with the help of a mail', async ({ page }) => {
  const email = await makeAccount(page)
  await page.goto('/sign-in')
  await page.getByRole('link', { name: 'Forgot your password?' }).click()
  await ask(page, email)
  await expect(heading(page)).toBeFocused()
  await page.goto(linkTo('reset-password', email))
  await choose(page, NEW)
  await expect(heading(page)).toHaveText('Your new password is set')
  await expect(heading(page)).toBeFocused()
  await expectAccessible(page)
  await page.getByRole('main').getByRole('link', { name: 'Sign in' }).click()
  await fillSignIn(page, email, NEW)
  await expect(page.getByRole('button', { name: `Account of ${email}` })).toBeVisible()
})

test('a password that is easy to guess is refused at its field', async ({ page, guard }) => {
  guard.allow(400)
  const email = await makeAccount(page)
  await page.goto('/reset-password')
  await ask(page, email)
  await page.goto(linkTo('reset-password', email))
  await choose(page, 'password')
  await expect(page.getByLabel('New password')).toHaveAccessibleDescription(/too common/)
  await expect(page.getByLabel('New password')).toBeFocused()
  await expectAccessible(page)
})

test('a link holds once, and then leads to a new one', async ({ page, guard }) => {
  guard.allow(400)
  const email = await makeAccount(page)
  await page.goto('/reset-password')
  await ask(page, email)
  await page.goto(linkTo('reset-password', email))
  await choose(page, NEW)
  await expect(heading(page)).toHaveText('Your new password is set')
  await page.goto(linkTo('reset-password', email))
  await choose(page, 'yet another way')
  await expect(heading(page)).toHaveText('This link has expired')
  await expectAccessible(page)
  await page.getByRole('link', { name: 'Ask for a new mail' }).click()
  await expect(heading(page)).toHaveText('Forgot your password?')
})

test('who fails too often is told when to try again', async ({ page, guard }) => {
  guard.allow(400)
  guard.allow(429)
  const email = newAddress()
  await page.goto('/sign-in')
  for (let attempt = 0; attempt < 6; attempt++) {
    const answered = page.waitForResponse('**/auth/session/')
    await fillSignIn(page, email, 'a wrong one')
    await answered
    await expect(page.getByRole('alert')).toBeVisible()
  }
  await expect(page.getByRole('alert')).toContainText('Try again in 15 minutes.')
  await expectAccessible(page)
})

test('all works with the keyboard alone', async ({ page }) => {
  const email = await makeAccount(page)
  await page.goto('/reset-password')
  await page.getByLabel('E-mail').focus()
  await page.keyboard.type(email)
  await page.keyboard.press('Enter')
  await expect(heading(page)).toHaveText('Check your mail')
  await page.keyboard.press('Tab')
  await expect(page.getByRole('button', { name: 'Send it again' })).toBeFocused()
})

test('every page of a new password is accessible and fits a phone', async ({ page }) => {
  for (const address of ['/reset-password', '/reset-password/1/made-up']) {
    await page.goto(address)
    await expect(heading(page)).toBeVisible()
    await expectAccessible(page)
    await expectFitsPhone(page)
  }
})
