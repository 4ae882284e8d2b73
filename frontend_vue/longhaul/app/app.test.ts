import { onlineManager } from '@tanstack/vue-query'
import { flushPromises } from '@vue/test-utils'
import { afterEach, expect, it, vi } from 'vitest'
import { upload } from '../api/upload'
import { useDraft } from '../jobs/draft'
import { feature, t, use } from '../testing'
import { createCache } from './app'

vi.mock('../api/upload')

afterEach(() => {
  onlineManager.setOnline(true)
})

it('sends at once or never: without a connection, that is said', async () => {
  vi.mocked(upload).mockRejectedValue(new TypeError('Failed to fetch'))
  onlineManager.setOnline(false)
  const draft = use(() => useDraft(feature, {}), createCache(vi.fn()))
  void draft.send()
  await flushPromises()
  expect(draft.refusal.value).toBe(t('new.offline'))
})
