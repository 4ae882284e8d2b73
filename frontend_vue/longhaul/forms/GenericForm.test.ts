import { flushPromises } from '@vue/test-utils'
import { expect, it, vi } from 'vitest'
import type { Schema } from '../api/types'
import { feature, mountInPage } from '../testing'
import GenericForm from './GenericForm.vue'
import { fieldsOf, initialOptions, type Options } from './options'

async function show(properties: Record<string, Schema>, errors = {}, given?: Options) {
  const options_schema = { properties }
  const modelValue = given ?? initialOptions(fieldsOf(options_schema))
  const props = { feature: { ...feature, options_schema }, errors, modelValue }
  const form = mountInPage(GenericForm, props)
  // The parts for nested options come when they are needed.
  await vi.dynamicImportSettled()
  await flushPromises()
  await vi.dynamicImportSettled()
  await flushPromises()
  return form
}

type Form = Awaited<ReturnType<typeof show>>
const latest = (form: Form) => form.emitted('update:modelValue')?.at(-1)?.[0]

const trip = { type: 'object', properties: { place: { type: 'string' } } }

it('gives a group a legend, and its options labels', async () => {
  const form = await show({ trip: { ...trip, description: 'Where to?' } })
  expect(form.get('legend').text()).toBe('Trip')
  expect(form.text()).toContain('Where to?')
  await form.get('input').setValue('Linz')
  expect(latest(form)).toEqual({ trip: { place: 'Linz' } })
})

it('asks for a group that may be left out only if it is wanted', async () => {
  const form = await show({ trip: { anyOf: [trip, { type: 'null' }], default: null } })
  expect(form.findAll('input')).toHaveLength(1)
  await form.get('input[type="checkbox"]').setValue(true)
  expect(latest(form)).toEqual({ trip: { place: '' } })
})

it('brings back what was entered in a group, not what was there before', async () => {
  const options = { trip: { anyOf: [trip, { type: 'null' }], default: null } }
  const form = await show(options, {}, { trip: { place: 'Oslo' } })
  const enter = (place: string) => form.setProps({ modelValue: { trip: { place } } })
  const tick = async (isGiven: boolean) => {
    await form.get('input[type="checkbox"]').setValue(isGiven)
    await form.setProps({ modelValue: latest(form) })
  }
  await enter('Linz')
  await tick(false)
  expect(latest(form)).toEqual({ trip: null })
  await tick(true)
  expect(latest(form)).toEqual({ trip: { place: 'Linz' } })
})

it('adds rows and takes them away, within bounds', async () => {
  const stops = { type: 'array', items: trip, minItems: 1, maxItems: 2 }
  const form = await show({ stops })
  const [remove, add] = form.findAll('button')
  expect(remove?.attributes('aria-disabled')).toBe('true')
  await add?.trigger('click')
  expect(latest(form)).toEqual({ stops: [{ place: '' }, { place: '' }] })
})

it('leads to a row that was added', async () => {
  const stops = { type: 'array', items: trip }
  const form = await show({ stops })
  document.body.append(form.element)
  await form.get('[data-add]').trigger('click')
  expect(form.get('li input').element).toBe(document.activeElement)
})

it('numbers the rows', async () => {
  const form = await show(
    { weights: { type: 'array', items: { type: 'integer' } } },
    {},
    { weights: [4, 2] },
  )
  expect(form.findAll('label').map((label) => label.text())).toEqual(['Weights 1', 'Weights 2'])
  await form.get('[aria-label="Remove Weights 1"]').trigger('click')
  expect(latest(form)).toEqual({ weights: [2] })
})

it('takes with a row all that was entered in it', async () => {
  const person = { type: 'object', properties: { name: { type: 'string' } } }
  const driver = { anyOf: [person, { type: 'null' }], default: null }
  const stops = { type: 'array', items: { type: 'object', properties: { driver } } }
  const form = await show({ stops }, {}, { stops: [{ driver: { name: 'Ada' } }, { driver: null }] })
  const press = async (press: () => Promise<void>) => {
    await press()
    await form.setProps({ modelValue: latest(form) })
  }
  await press(() => form.get('input[type="checkbox"]').setValue(false))
  await press(() => form.get('li button').trigger('click'))
  await press(() => form.get('input[type="checkbox"]').setValue(true))
  expect(latest(form)).toEqual({ stops: [{ driver: { name: '' } }] })
})

it('keeps choices in the order of the schema', async () => {
  const goods = { type: 'array', items: { enum: ['milk', 'timber'] } }
  const form = await show({ goods }, {}, { goods: ['timber'] })
  await form.findAll('input')[0]?.setValue(true)
  expect(latest(form)).toEqual({ goods: ['milk', 'timber'] })
})

it('shows an error where it belongs, however deep', async () => {
  const stops = { type: 'array', items: trip }
  const errors = {
    'options.stops.1.place': 'There is no such place.',
    'options.stops': 'Too many.',
  }
  const form = await show({ stops }, errors, { stops: [{ place: 'A' }, { place: 'B' }] })
  const [first, second] = form.findAll('input')
  expect(first?.attributes()).not.toHaveProperty('aria-invalid')
  expect(second?.attributes('aria-invalid')).toBe('true')
  expect(form.find('[data-invalid]').text()).toContain('Too many.')
})
