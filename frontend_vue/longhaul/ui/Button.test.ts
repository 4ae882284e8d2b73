import { expect, it, vi } from 'vitest'
import { mountInPage } from '../testing'
import Button from './Button.vue'

it.each([{ busy: true }, { disabled: true }])(
  'with %j keeps the focus, but does nothing',
  (props) => {
    const onClick = vi.fn()
    const button = mountInPage(Button, { ...props, onClick })
    document.body.append(button.element)
    button.element.focus()
    button.element.click()
    expect(button.attributes('aria-disabled')).toBe('true')
    expect(document.activeElement).toBe(button.element)
    expect(onClick).not.toHaveBeenCalled()
  },
)

it('does what it is for', () => {
  const onClick = vi.fn()
  mountInPage(Button, { onClick }).element.click()
  expect(onClick).toHaveBeenCalledOnce()
})
