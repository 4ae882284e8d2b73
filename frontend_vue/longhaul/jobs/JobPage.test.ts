import { flushPromises } from '@vue/test-utils'
import { expect, it, vi } from 'vitest'
import { client } from '../api/client'
import { ApiError, parseProblem } from '../api/problems'
import { mountInPage, t } from '../testing'
import Job from './JobPage.vue'

vi.mock('../api/client', { spy: true })

it.each(['no-uuid', '019aa000-0000-7000-8000-00000000dead'])(
  'says that %s is no job',
  async (id) => {
    vi.spyOn(client, 'GET').mockImplementation(((path: string) =>
      path === '/api/v1/jobs/' && id === 'no-uuid'
        ? Promise.reject(new ApiError(parseProblem(400, '')))
        : Promise.resolve({ data: { results: [] } })) as never)
    const page = mountInPage(Job, { id })
    await flushPromises()
    expect(page.get('h1').text()).toBe(t('job.missingTitle'))
  },
)
