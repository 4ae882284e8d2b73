import { flushPromises } from '@vue/test-utils'
import { expect, it, vi } from 'vitest'
import { upload } from '@/api/upload'
import { draftStore } from '@/composables/drafts'
import { feature, mountInPage, t } from '@/testing'
import DraftForm from './DraftForm.vue'

vi.mock('@/api/upload')
vi.mock('@/composables/drafts', { spy: true })

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

it('starts over without what was entered before', async () => {
  const trip = { type: 'object', properties: { place: { type: 'string' } } }
  const properties = { trip: { anyOf: [trip, { type: 'null' }], default: null } }
  const draft = { options: { trip: { place: 'Oslo' } }, files: {}, key: '' }
  const [keep, drop] = [vi.fn(), vi.fn()]
  vi.mocked(draftStore).mockReturnValue({ load: () => Promise.resolve(draft), keep, drop })
  const form = mountInPage(DraftForm, {
    feature: { ...feature, options_schema: { properties } },
    given: {},
  })
  const place = () => form.find<HTMLInputElement>('fieldset fieldset input:not([type])')
  const box = () => form.get('fieldset input[type=checkbox]')
  await vi.waitUntil(() => place().exists())
  expect(place().element.value).toBe('Oslo')
  await box().setValue(false)
  await form.get('button').trigger('click')
  await flushPromises()
  await box().setValue(true)
  expect(place().element.value).toBe('')
})
