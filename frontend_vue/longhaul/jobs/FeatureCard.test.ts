import { flushPromises } from '@vue/test-utils'
import { expect, it, vi } from 'vitest'
import { fetchSample } from '../api/features'
import { upload as send } from '../api/upload'
import { feature, job, mountInPage, t } from '../testing'
import { announce } from '../ui/announcer'
import FeatureCard from './FeatureCard.vue'

vi.mock('../api/features', { spy: true })
vi.mock('../api/upload')
vi.mock('../ui/announcer')

const [upload] = feature.uploads
const limitsOf = (names: string[]) => {
  const uploads = names.map((name) => ({ ...upload, name }))
  return mountInPage(FeatureCard, { feature: { ...feature, uploads } })
    .findAll('p.text-sm')
    .map((line) => line.text())
}

it('names its uploads where there are several', () => {
  expect(limitsOf(['table'])).toEqual(['Any file, up to 9\u00a0bytes'])
  expect(limitsOf(['old_table', 'new_table'])).toEqual([
    'Old table: Any file, up to 9\u00a0bytes',
    'New table: Any file, up to 9\u00a0bytes',
  ])
})

it('does not pull away who has left meanwhile', async () => {
  vi.mocked(fetchSample).mockResolvedValue(new File([], 'sample'))
  vi.mocked(send).mockResolvedValue(job)
  const card = mountInPage(FeatureCard, { feature: { ...feature, sample: true } })
  const push = vi.spyOn(card.vm.$router, 'push').mockResolvedValue(undefined)
  await card.get('button').trigger('click')
  await flushPromises()
  expect(push).toHaveBeenCalledTimes(1)
  await card.get('button').trigger('click')
  card.unmount()
  await flushPromises()
  expect(push).toHaveBeenCalledTimes(1)
  const started = t('new.started', { title: job.title })
  expect(announce).toHaveBeenCalledExactlyOnceWith(started, { show: true })
})
