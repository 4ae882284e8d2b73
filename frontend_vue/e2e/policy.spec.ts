import { expect, test } from './support'

// The guard of every test fails on what the policy blocks; this is about the policy itself.
test('the page runs nothing but its own files', async ({ page }) => {
  const answer = await page.goto('/')
  const policy = answer?.headers()['content-security-policy'] ?? ''
  expect(policy).toContain("default-src 'self'")
  expect(policy).not.toContain('unsafe')
})

test('code that was smuggled in does not run', async ({ page, guard }) => {
  guard.allow('inline script')
  await page.route('/', async (route) => {
    const response = await route.fetch()
    const body = (await response.text()).replace(
      '</body>',
      '<script>document.body.id = "in"</script></body>',
    )
    await route.fulfill({ response, body })
  })
  const refused = page.waitForEvent('console', (message) =>
    message.text().includes('inline script'),
  )
  await page.goto('/')
  await refused
  await expect(page.locator('body')).not.toHaveId('in')
})
