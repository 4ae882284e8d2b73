import { flushPromises } from '@vue/test-utils'
import { expect, it, vi } from 'vitest'
import { upload } from '@/api/upload'
import { feature, mountInPage, t } from '@/testing'
import DraftForm from './DraftForm.vue'

vi.mock('@/api/upload')

it('can be stopped until all is sent, for then the job may exist', async () => {
  vi.mocked(upload).mockReturnValue(new Promise(() => undefined))
  const tell = (share: number) => vi.mocked(upload).mock.lastCall?.[2].onProgress?.(share)
  const form = mountInPage(DraftForm, { feature, given: {} })
  document.body.append(form.element)
  await form.trigger('submit')
  await flushPromises()
  tell(0.999)
  await flushPromises()
  expect(form.text()).toContain(t('new.stop'))
  await form.findAll('button').at(-1)?.trigger('click')
  expect(document.activeElement).toBe(form.get('[type="submit"]').element)
  tell(1)
  await flushPromises()
  expect(form.text()).toContain(t('new.sent'))
  expect(form.text()).not.toContain(t('new.stop'))
})
