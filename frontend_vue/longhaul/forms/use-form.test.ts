import { describe, expect, it, vi } from 'vitest'
import { ApiError, parseProblem } from '../api/problems'
import { use } from '../testing'
import { useForm } from './use-form'

const refused = (status: number, body: object, retryAfter = 0) =>
  new ApiError(parseProblem(status, JSON.stringify(body)), retryAfter)
const at = (field: string, detail: string) => ({ field, code: 'invalid', detail })

const make = (send: (values: { email: string }) => Promise<unknown>) =>
  use(() => useForm({ email: '' }, send))

async function failWith(error: Error) {
  const form = make(() => Promise.reject(error))
  await form.submit()
  return form
}

describe('a form', () => {
  it('sends what was entered, and can be reset', async () => {
    const send = vi.fn(() => Promise.resolve())
    const form = make(send)
    form.values.email = 'ada@example.com'
    await form.submit()
    expect(send).toHaveBeenCalledWith({ email: 'ada@example.com' })
    form.reset()
    expect(form.values.email).toBe('')
  })

  it('is sent once, however often the button is pressed', async () => {
    const send = vi.fn(() => Promise.resolve())
    const form = make(send)
    await Promise.all([form.submit(), form.submit()])
    expect(send).toHaveBeenCalledTimes(1)
  })

  it('tells what is wrong at its field, and only there', async () => {
    const form = await failWith(refused(400, { detail: 'No.', errors: [at('email', 'Odd.')] }))
    expect(form.errors).toEqual({ email: 'Odd.' })
    expect(form.refusal).toBe('')
  })

  it('tells what is wrong with fields that it does not have', async () => {
    const form = await failWith(refused(400, { errors: [at('', 'Unknown.')] }))
    expect(form.refusal).toBe('Unknown.')
  })

  it('tells in how long to try again', async () => {
    const form = await failWith(refused(429, { detail: 'Later.' }, 899))
    expect(form.refusal).toContain('in\u00a015\u00a0minutes')
  })

  it('tells which limit is reached where waiting does not help', async () => {
    const form = await failWith(refused(429, { detail: 'Delete one first.' }))
    expect(form.refusal).toBe('Delete one first.')
  })

  it('forgets what was wrong when it is sent again', async () => {
    const send = vi.fn(() => Promise.resolve())
    send.mockRejectedValueOnce(new TypeError('Failed to fetch'))
    const form = make(send)
    await form.submit()
    expect(form.refusal).not.toBe('')
    await form.submit()
    expect(form.refusal).toBe('')
    expect(form.busy).toBe(false)
  })
})
