import { beforeAll, expect, it } from 'vitest'
import { loadWords, mountInPage } from '@/testing'
import Findings from './Findings.vue'
import { finding } from './samples'

beforeAll(async () => {
  await loadWords('table_profile')
})

it('keeps the button that shows all findings, and lets it hide them again', async () => {
  const findings = Array.from({ length: 13 }, () => finding())
  const page = mountInPage(Findings, { findings, place: 'line' })
  const button = page.get('[aria-expanded]')
  expect(button.text()).toBe('Show 1 more')
  await button.trigger('click')
  expect(page.findAll('li')).toHaveLength(13)
  expect(page.get('[aria-expanded=true]').element).toBe(button.element)
  await button.trigger('click')
  expect(page.findAll('li')).toHaveLength(12)
})
