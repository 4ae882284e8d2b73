import { flushPromises } from '@vue/test-utils'
import { expect, it, vi } from 'vitest'
import { follow } from '../api/client'
import { job, mountInPage, t } from '../testing'
import JobResult from './JobResult.vue'

vi.mock('../api/client', { spy: true })

it('says that the result is still being asked for', async () => {
  vi.mocked(follow).mockRejectedValue(new TypeError('Failed to fetch'))
  const page = mountInPage(JobResult, { job: { ...job, status: 'completed' } })
  expect(page.text()).toBe(t('common.loading'))
  await flushPromises()
  expect(page.get('[role=alert]').text()).toBe(t('job.reconnecting'))
})
