import { QueryClient } from '@tanstack/vue-query'
import { flushPromises } from '@vue/test-utils'
import { afterEach, beforeAll, expect, it, vi } from 'vitest'
import { job, loadWords, mountInPage } from '@/testing'
import Comparison from './Comparison.vue'
import { column, profile } from './samples'

beforeAll(async () => {
  await loadWords('table_profile')
})
afterEach(() => void vi.unstubAllGlobals())

const earlier = { ...job, id: '7', status: 'completed', phase: 'completed' }

/** Mount it with one earlier job, whose result is answered with this, and choose that job. */
async function compare(results: Response, changes = {}) {
  const item = { ...earlier, ...changes }
  vi.stubGlobal('fetch', ({ url }: Request) => {
    if (url.includes('/results/')) return Promise.resolve(results)
    if (url.includes('/status/')) return Promise.resolve(Response.json(item))
    return Promise.resolve(Response.json({ next: null, previous: null, results: [item] }))
  })
  const cache = new QueryClient({ defaultOptions: { queries: { retry: false } } })
  const page = mountInPage(Comparison, { profile: profile(), job: '8' }, cache)
  await flushPromises()
  const select = page.find('select')
  if (select.exists()) await select.setValue('7')
  await flushPromises()
  return page
}

it('tells each figure that changed, then and here', async () => {
  const result = profile({ columns: [column({ mean: 3 })] })
  const page = await compare(Response.json({ result }))
  expect(page.findAll('tbody tr').map((row) => row.text())).toEqual(['aMean3–'])
})

it('says nothing about columns in common where there are none', async () => {
  const same = await compare(Response.json({ result: profile() }))
  expect(same.text()).toContain('The columns that both have')
  const columns = [column({ name: 'x' })]
  const other = await compare(Response.json({ result: profile({ columns }) }))
  expect(other.text()).toContain('New columns: a')
  expect(other.text()).not.toContain('The columns that both have')
})

it.each([404, 410])(
  'says that a result is gone (%i), and lets another be chosen',
  async (status) => {
    const page = await compare(new Response('{}', { status }))
    expect(page.get('[role=alert]').text()).toContain('Choose another')
    expect(page.find('select').exists()).toBe(true)
    expect(page.find('.animate-spin').exists()).toBe(false)
  },
)

it('tells why a result could not be fetched', async () => {
  const page = await compare(Response.json({ detail: 'Not for you.' }, { status: 403 }))
  expect(page.get('[role=alert]').text()).toContain('Not for you.')
})

it('says that a result is still being asked for', async () => {
  const page = await compare(new Response('{}', { status: 503 }))
  expect(page.text()).toContain('Trying again…')
})

it('offers no result that has expired already', async () => {
  const page = await compare(new Response(), { expires_at: '2000-01-01T00:00:00Z' })
  expect(page.find('select').exists()).toBe(false)
})
