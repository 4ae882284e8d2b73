import { mount } from '@vue/test-utils'
import { describe, expect, it, vi } from 'vitest'
import { nextTick } from 'vue'
import { announce } from './announcer'
import Announcer from './Announcer.vue'

async function say(text: string, options = {}) {
  announce(text, options)
  await nextTick()
}

describe('the announcer', () => {
  it('says a message that only screen readers get', async () => {
    const region = mount(Announcer)
    await say('Done')
    expect(region.text()).toBe('Done')
    expect(region.get('span').classes()).toEqual(['sr-only'])
  })

  it('says the same message again in a new element, which is read out again', async () => {
    const region = mount(Announcer)
    await say('That did not work', { show: true })
    const first = region.element.firstElementChild
    await say('That did not work', { show: true })
    expect(region.text()).toBe('That did not work')
    expect(region.element.firstElementChild).not.toBe(first)
  })

  it('shows a message for as long as it takes to read, whatever is said meanwhile', async () => {
    vi.useFakeTimers()
    const region = mount(Announcer)
    const shown = () => region.findAll('span:not(.sr-only)').map((each) => each.text())
    await say('That did not work', { show: true })
    await say('25 %')
    expect(shown()).toEqual(['That did not work'])
    expect(region.get('.sr-only').text()).toBe('25 %')
    await say('Copied', { show: true })
    expect(shown()).toEqual(['Copied'])
    await vi.runAllTimersAsync()
    expect(shown()).toEqual([])
    vi.useRealTimers()
  })
})
