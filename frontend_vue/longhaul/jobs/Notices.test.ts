import { expect, it, vi } from 'vitest'
import { job, mountInPage } from '../testing'
import { useCompletions } from './completions'
import Notices from './Notices.vue'

vi.mock('./completions')

it('goes without where only a service worker may show notices', () => {
  const refuse = vi.fn(() => {
    throw new TypeError('Illegal constructor')
  })
  vi.stubGlobal('Notification', refuse)
  mountInPage(Notices)
  const tell = vi.mocked(useCompletions).mock.lastCall?.[0]
  expect(() => tell?.(job)).not.toThrow()
  expect(refuse).toHaveBeenCalled()
})
