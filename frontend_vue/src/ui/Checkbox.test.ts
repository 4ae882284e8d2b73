import { mount } from '@vue/test-utils'
import { expect, it } from 'vitest'
import { nextTick } from 'vue'
import Checkbox from './Checkbox.vue'

it('is ticked only if that was taken', async () => {
  const refuse = () => undefined
  const page = mount(Checkbox, {
    props: { label: 'Tell me', modelValue: false, 'onUpdate:modelValue': refuse },
  })
  const box = page.get('input')
  await box.setValue(true)
  await nextTick()
  expect(box.element.checked).toBe(false)
  await page.setProps({ modelValue: true })
  expect(box.element.checked).toBe(true)
})
