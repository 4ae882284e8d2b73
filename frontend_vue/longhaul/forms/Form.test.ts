import { flushPromises } from '@vue/test-utils'
import { expect, it, vi } from 'vitest'
import { h, reactive } from 'vue'
import { mountInPage } from '../testing'
import TextField from '../ui/TextField.vue'
import Form from './Form.vue'

const state = (part = {}) =>
  reactive({ busy: false, refusal: '', submit: () => Promise.resolve(), ...part })

it('leads to the first field that is wrong', async () => {
  const field = (label: string, error: string) =>
    h(TextField, { label, error, modelValue: '', 'onUpdate:modelValue': () => undefined })
  const slots = () => [field('Fine', ''), field('Wrong', 'No.'), field('Wrong, too', 'No.')]
  const form = mountInPage(() => h(Form, { form: state(), action: 'Send' }, slots))
  document.body.append(form.element)
  await form.get('form').trigger('submit')
  await flushPromises()
  expect(document.activeElement).toBe(form.findAll('input')[1]?.element)
})

it('tells aloud what is wrong at no field', () => {
  const form = mountInPage(Form, { form: state({ refusal: 'Too late.' }), action: 'Send' })
  expect(form.get('[role="alert"]').text()).toBe('Too late.')
})

it('cannot be sent while it is being sent', () => {
  const submit = vi.fn(() => Promise.resolve())
  const form = mountInPage(Form, { form: state({ busy: true, submit }), action: 'Send' })
  document.body.append(form.element)
  form.get('button').element.click()
  expect(submit).not.toHaveBeenCalled()
})
