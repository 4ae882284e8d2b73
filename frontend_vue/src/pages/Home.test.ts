import { flushPromises } from '@vue/test-utils'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { client, type JobFilter, type JobItem } from '@longhaul'
import { feature, job, mountInPage, t } from '@/testing'
import Home from './Home.vue'

vi.mock('@longhaul', { spy: true })

let jobs: JobItem[] | undefined

beforeEach(() => {
  vi.useFakeTimers()
  vi.spyOn(client, 'GET').mockImplementation(((
    path: string,
    init: { params?: { query: JobFilter } },
  ) => {
    if (path === '/api/v1/features/') return Promise.resolve({ data: [feature] })
    if (!jobs) return Promise.reject(new TypeError('Failed to fetch'))
    const { status } = init.params?.query ?? {}
    const results = jobs.filter((each) => status?.includes(each.status))
    return Promise.resolve({ data: { results }, response: new Response() })
  }) as never)
})
afterEach(() => {
  vi.useRealTimers()
})

async function open() {
  const page = mountInPage(Home)
  await flushPromises()
  return page
}

it('says nothing of jobs that it does not know yet', async () => {
  jobs = undefined
  const page = await open()
  expect(page.text()).not.toContain(t('home.noneRunning'))
  expect(page.text()).not.toContain(t('home.noneRecent'))
  expect(page.text()).toContain(t('job.reconnecting'))
})

it('shows a job that has ended among those, and no longer among the others', async () => {
  jobs = [job]
  const page = await open()
  const [running, recent] = page.findAll('section')
  expect(running?.text()).toContain(job.title)
  expect(recent?.text()).toContain(t('home.noneRecent'))
  jobs = [{ ...job, status: 'completed', phase: 'completed' }]
  await vi.advanceTimersByTimeAsync(2_000)
  expect(running?.text()).toContain(t('home.noneRunning'))
  expect(recent?.text()).toContain(job.title)
})
