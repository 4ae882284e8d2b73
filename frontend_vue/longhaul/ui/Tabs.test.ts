import { mount } from '@vue/test-utils'
import { expect, it, vi } from 'vitest'
import { nextTick } from 'vue'
import Tabs from './Tabs.vue'

it('draws a tab when it is opened, and keeps what was done there', async () => {
  const page = mount(Tabs<string>, {
    props: {
      label: 'Views',
      modelValue: 'one',
      tabs: [
        { value: 'one', label: 'One' },
        { value: 'two', label: 'Two' },
      ],
    },
    slots: { one: '<input class="one" />', two: '<p class="two" />' },
  })
  await nextTick()
  await page.get<HTMLInputElement>('.one').setValue('begun')
  expect(page.find('.two').exists()).toBe(false)
  await page.setProps({ modelValue: 'two' })
  await nextTick()
  expect(page.find('.two').exists()).toBe(true)
  await vi.waitFor(() => {
    expect(page.find('[hidden] .one').exists()).toBe(true)
  })
  await page.setProps({ modelValue: 'one' })
  expect(page.get<HTMLInputElement>('.one').element.value).toBe('begun')
})
