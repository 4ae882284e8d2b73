import { expect, test } from '@playwright/test'

for (const [name, address, sign] of [
  ['redoc', 'redoc/', 'How many jobs are there?'],
  // It draws what is looked at: an address leads to a group of operations far down.
  ['docs', 'docs/#/system', '/api/v1/jobs/summary/'],
] as const) {
  test(`${name} shows the whole contract and contacts no other server`, async ({
    page,
    baseURL,
  }) => {
    const complaints: string[] = []
    page.on('pageerror', (error) => complaints.push(error.message))
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text())
    })
    page.on('request', (request) => {
      const url = new URL(request.url())
      if (url.protocol.startsWith('http') && !url.href.startsWith(baseURL ?? '')) {
        complaints.push(url.href)
      }
    })
    await page.goto(`/api/v1/${address}`)
    // The whole contract takes a while to be drawn.
    await expect(page.getByText(sign).first()).toBeAttached({ timeout: 20_000 })
    await page.waitForLoadState('networkidle')
    expect(complaints).toEqual([])
  })
}
