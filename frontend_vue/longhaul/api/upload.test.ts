import { beforeEach, describe, expect, it, vi } from 'vitest'
import { ApiError } from './problems'
import { upload } from './upload'

class FakeRequest {
  static last: FakeRequest
  upload: { onprogress?: (event: { loaded: number; total: number }) => void } = {}
  headers: Record<string, string> = {}
  status = 0
  responseText = ''
  onload?: () => void
  onerror?: () => void
  onabort?: () => void

  constructor() {
    FakeRequest.last = this
  }

  open = vi.fn()
  send = vi.fn()
  getResponseHeader = () => '7'
  abort = () => this.onabort?.()

  setRequestHeader(name: string, value: string) {
    this.headers[name] = value
  }

  answer(status: number, text: string) {
    Object.assign(this, { status, responseText: text })
    this.onload?.()
  }
}

const send = (options = {}) => upload('/create/', '{}', { idempotencyKey: 'k', ...options })

describe('upload', () => {
  beforeEach(() => {
    vi.stubGlobal('XMLHttpRequest', FakeRequest)
  })

  it('gives the document of the answer', async () => {
    const sending = send()
    FakeRequest.last.answer(202, '{"id": "1"}')
    await expect(sending).resolves.toEqual({ id: '1' })
    expect(FakeRequest.last.headers['Idempotency-Key']).toBe('k')
  })

  it('tells the share that is sent', () => {
    const onProgress = vi.fn()
    void send({ onProgress })
    FakeRequest.last.upload.onprogress?.({ loaded: 1, total: 4 })
    expect(onProgress).toHaveBeenCalledWith(0.25)
  })

  it('throws a refusal in the words of the server', async () => {
    const sending = send()
    FakeRequest.last.answer(429, '{"title": "Too many"}')
    await expect(sending).rejects.toMatchObject({ message: 'Too many', retryAfter: 7 })
  })

  it('ends with an error when a success is not JSON', async () => {
    const sending = send()
    FakeRequest.last.answer(200, '<html>')
    await expect(sending).rejects.toBeInstanceOf(ApiError)
  })

  it('ends when the connection fails', async () => {
    const sending = send()
    FakeRequest.last.onerror?.()
    await expect(sending).rejects.toBeInstanceOf(TypeError)
  })

  it('can be stopped', async () => {
    const controller = new AbortController()
    const sending = send({ signal: controller.signal })
    controller.abort()
    await expect(sending).rejects.toMatchObject({ name: 'AbortError' })
  })
})
