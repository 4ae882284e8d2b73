import { addressOf, csrfToken, retryAfterOf } from './client'
import { ApiError, parseProblem } from './problems'

interface UploadOptions {
  idempotencyKey: string
  signal?: AbortSignal
  /** Called with the share that has been sent, from 0 to 1. */
  onProgress?: (share: number) => void
}

/** Send a body by XMLHttpRequest, because fetch tells nothing of an upload's progress. */
export function upload<T>(
  path: string,
  body: FormData | string,
  options: UploadOptions,
): Promise<T> {
  const request = new XMLHttpRequest()
  request.open('POST', addressOf(path))
  request.setRequestHeader('X-CSRFToken', csrfToken())
  request.setRequestHeader('Idempotency-Key', options.idempotencyKey)
  if (typeof body === 'string') request.setRequestHeader('Content-Type', 'application/json')
  request.upload.onprogress = ({ loaded, total }) => options.onProgress?.(loaded / total)
  options.signal?.addEventListener('abort', () => {
    request.abort()
  })
  return new Promise((resolve, reject) => {
    request.onload = () => {
      const body = request.status < 300 ? parseJson(request.responseText) : undefined
      if (body === undefined) reject(errorOf(request))
      else resolve(body as T)
    }
    request.onerror = () => {
      reject(new TypeError('The connection failed.'))
    }
    request.onabort = () => {
      reject(new DOMException('Stopped.', 'AbortError'))
    }
    request.send(body)
  })
}

/** Read an answer; undefined if it is not JSON, which a proxy or a sign-in page may send. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function errorOf(request: XMLHttpRequest): ApiError {
  const problem = parseProblem(request.status, request.responseText)
  return new ApiError(problem, retryAfterOf(request.getResponseHeader('Retry-After')))
}
