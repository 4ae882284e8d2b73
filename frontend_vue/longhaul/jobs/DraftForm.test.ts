import { flushPromises } from '@vue/test-utils'
import { expect, it, vi } from 'vitest'
import { draftStore } from '../api/drafts'
import type { Job } from '../api/types'
import { upload } from '../api/upload'
import { feature, job, mountInPage, t } from '../testing'
import { announce } from '../ui/announcer'
import DraftForm from './DraftForm.vue'

vi.mock('../api/upload')
vi.mock('../ui/announcer')
vi.mock('../api/drafts', { spy: true })

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

it('does not pull away who has left while it was sent', async () => {
  let answer: (created: Job) => void = () => undefined
  vi.mocked(upload).mockReturnValue(new Promise((resolve) => (answer = resolve)))
  const form = mountInPage(DraftForm, { feature, given: {} })
  const push = vi.spyOn(form.vm.$router, 'push')
  await form.trigger('submit')
  form.unmount()
  answer(job)
  const started = t('new.started', { title: job.title })
  await vi.waitFor(() => {
    expect(announce).toHaveBeenCalledWith(started, { show: true })
  })
  expect(push).not.toHaveBeenCalled()
})

it('says whose options they are, unless what was entered before is there again', async () => {
  const like = { ...job, options: {} }
  const origin = t('new.again', { title: job.title })
  const form = () => mountInPage(DraftForm, { feature, given: {}, like })
  const fresh = form()
  await flushPromises()
  expect(fresh.text()).toContain(origin)
  const draft = { options: {}, files: {}, key: '', like: like.id }
  const load = () => Promise.resolve(draft)
  vi.mocked(draftStore).mockReturnValueOnce({ load, keep: vi.fn(), drop: vi.fn() })
  const again = form()
  await flushPromises()
  expect(again.text()).toContain(t('new.restored'))
  expect(again.text()).not.toContain(origin)
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
