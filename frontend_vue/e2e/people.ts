import { randomUUID } from 'node:crypto'
import { expect, type Page } from '@playwright/test'
import { linkTo } from './mails'

export const PASSWORD = 'a long way home'

export const newAddress = () => `ada-${randomUUID()}@example.com`

/** Make an account for one test, and return its address. */
export async function makeAccount(page: Page): Promise<string> {
  const email = newAddress()
  const data = { email, password1: PASSWORD, password2: PASSWORD }
  await page.request.post('/api/v1/auth/registration/', { data })
  const key = decodeURIComponent(linkTo('verify-email', email).split('/').at(-1) ?? '')
  const answer = await page.request.post('/api/v1/auth/registration/verify-email/', {
    data: { key },
  })
  expect(answer.status()).toBe(200)
  return email
}

export async function fillSignIn(page: Page, email: string, password: string) {
  await page.getByLabel('E-mail').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
}

/** Make an account and come in with it. */
export async function signInAnew(page: Page, address = '/'): Promise<string> {
  const email = await makeAccount(page)
  await page.goto(`/sign-in?next=${address}`)
  await fillSignIn(page, email, PASSWORD)
  await expect(page.getByRole('button', { name: `Account of ${email}` })).toBeVisible()
  return email
}
