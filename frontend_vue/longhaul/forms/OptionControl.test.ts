import { expect, it } from 'vitest'
import { mountInPage } from '../testing'
import OptionControl from './OptionControl.vue'
import { fieldsOf } from './options'

it.each([
  ['boolean', 'select', { selectedIndex: 0 }],
  ['string', 'input', { value: '' }],
  ['integer', 'input', { value: '' }],
  ['array', 'textarea', { value: '' }],
])('a null looks empty where a %s could be', (type, tag, look) => {
  const plain = { type, items: { type: 'string' } }
  const [field] = fieldsOf({ properties: { name: { anyOf: [plain, { type: 'null' }] } } })
  const control = mountInPage(OptionControl, { field, modelValue: null })
  expect(control.get(tag).element).toMatchObject(look)
})
