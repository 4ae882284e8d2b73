import { describe, expect, it } from 'vitest'
import { mountInPage } from '../testing'
import FileDrop from './FileDrop.vue'

const file = (name: string) => new File(['abc'], name, { lastModified: 1 })
const [a, b] = [file('a.txt'), file('b.txt')]

function show(modelValue: File[], multiple = true) {
  return mountInPage(FileDrop, { label: 'L', accept: [], hint: '', multiple, modelValue })
}

async function choose(field: ReturnType<typeof show>, ...files: File[]) {
  Object.defineProperty(field.get('input').element, 'files', { value: files })
  await field.get('input').trigger('change')
  return field.emitted('update:modelValue')?.at(-1)
}

describe('FileDrop', () => {
  it('adds to what was chosen before, each file once', async () => {
    expect(await choose(show([a]), a, b)).toEqual([[a, b]])
  })

  it('replaces the one file where only one is taken', async () => {
    expect(await choose(show([a], false), b)).toEqual([[b]])
  })

  it('tells number and size of several, and puts all away', async () => {
    const field = show([a, b])
    expect(field.text()).toContain('2 files, 6\u00a0bytes together')
    await field.get('button').trigger('click')
    expect(field.emitted('update:modelValue')?.at(-1)).toEqual([[]])
  })

  it('puts one away', async () => {
    const field = show([a, b])
    await field.get('[aria-label="Remove a.txt"]').trigger('click')
    expect(field.emitted('update:modelValue')?.at(-1)).toEqual([[b]])
  })
})
