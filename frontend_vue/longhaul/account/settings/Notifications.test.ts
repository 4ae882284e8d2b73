import { flushPromises } from '@vue/test-utils'
import { beforeEach, expect, it, vi } from 'vitest'
import { loadWords } from '../../i18n'
import { mountInPage, t } from '../../testing'

beforeEach(async () => {
  await loadWords('accounts')
  vi.resetModules()
})

it.each([
  ['granted', true],
  ['denied', false],
])('when the browser says %s, the box says so', async (permission, ticked) => {
  let decide: (permission: string) => void = () => undefined
  const requestPermission = () => new Promise((resolve) => (decide = resolve))
  vi.stubGlobal('Notification', { permission: 'default', requestPermission })
  const { default: Notifications } = await import('./Notifications.vue')
  const page = mountInPage(Notifications)
  const box = page.get('input')
  await box.setValue(true)
  expect(box.element.checked).toBe(true)
  decide(permission)
  await flushPromises()
  expect(box.element.checked).toBe(ticked)
  expect(page.text().includes(t('notices.refused'))).toBe(!ticked)
})
