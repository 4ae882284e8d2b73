import { expect, type Page } from '@playwright/test'

/** Create a job of a feature of the tests' own, as the page would, and return its id. */
export async function make(page: Page, feature: string, options: object): Promise<string> {
  await page.goto('/')
  const cookies = await page.context().cookies()
  const token = cookies.find(({ name }) => name === 'csrftoken')?.value ?? ''
  const answer = await page.request.post(`/api/v1/${feature}/create/`, {
    headers: { 'X-CSRFToken': token, Referer: page.url() },
    data: { options },
  })
  expect(answer.status()).toBe(202)
  return ((await answer.json()) as { id: string }).id
}

/** A job that takes about as many seconds. */
export const makeSlow = (page: Page, seconds: number) =>
  make(page, 'script', { steps: seconds * 10, step_seconds: 0.1 })

/** Expect a status on the page of a job; a worker may be busy with others first. */
export const expectStatus = (page: Page, word: string) =>
  expect(page.getByRole('main').getByText(word, { exact: true }).first()).toBeVisible({
    timeout: 30_000,
  })
