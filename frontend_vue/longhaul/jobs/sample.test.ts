import { flushPromises } from '@vue/test-utils'
import { expect, it, vi } from 'vitest'
import { defineComponent } from 'vue'
import { follow } from '../api/client'
import { upload } from '../api/upload'
import { feature, job, mountInPage, t } from '../testing'
import { announce } from '../ui/announcer'
import { useSampleJob } from './sample'

vi.mock('../api/client', { spy: true })
vi.mock('../api/upload')
vi.mock('../ui/announcer')

const Card = defineComponent({
  setup() {
    const { start } = useSampleJob(feature)
    return { start }
  },
  render: () => null,
})

it('opens the job, except for a user who has left the page meanwhile', async () => {
  vi.mocked(follow).mockImplementation(() => Promise.resolve(new Response('sample')))
  vi.mocked(upload).mockResolvedValue(job)
  const card = mountInPage(Card)
  const push = vi.spyOn(card.vm.$router, 'push').mockResolvedValue(undefined)
  const { start } = card.vm as unknown as { start: () => Promise<void> }
  await start()
  expect(push).toHaveBeenCalledExactlyOnceWith({ name: 'job', params: { id: job.id } })
  const started = start()
  card.unmount()
  await started
  await flushPromises()
  expect(push).toHaveBeenCalledTimes(1)
  const text = t('new.started', { title: job.title })
  expect(vi.mocked(announce).mock.calls).toEqual([
    [text, { show: false }],
    [text, { show: true }],
  ])
})
