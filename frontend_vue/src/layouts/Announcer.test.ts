import { mount } from '@vue/test-utils'
import { nextTick } from 'vue'
import { describe, expect, it } from 'vitest'
import { announce } from '@/composables/announcer'
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
    expect(region.classes()).toEqual(['sr-only'])
  })

  it('says the same message again in a new element, which is read out again', async () => {
    const region = mount(Announcer)
    await say('That did not work', { show: true })
    const first = region.element.firstElementChild
    await say('That did not work', { show: true })
    expect(region.text()).toBe('That did not work')
    expect(region.element.firstElementChild).not.toBe(first)
  })
})
