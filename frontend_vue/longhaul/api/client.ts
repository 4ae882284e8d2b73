import createClient from 'openapi-fetch'
import { pageConfig } from '../product'
import { ApiError, parseProblem } from './problems'
import type { paths } from './schema'

const SAFE = new Set(['GET', 'HEAD'])

/** The token that Django requires on unsafe requests. */
export function csrfToken(): string {
  return /(?:^|; )csrftoken=([^;]*)/.exec(document.cookie)?.[1] ?? ''
}

/** Read whole seconds from a Retry-After header; 0 if there is none. */
export function retryAfterOf(header: string | null): number {
  return Math.max(0, Number(header ?? 0)) || 0
}

/** Return the whole address of a path or link of the API. */
export function addressOf(path: string): string {
  return new URL((pageConfig.apiRoot ?? '') + path, window.location.origin).href
}

async function send(request: Request): Promise<Response> {
  if (!SAFE.has(request.method)) request.headers.set('X-CSRFToken', csrfToken())
  const response = await fetch(request)
  if (response.ok) return response
  throw new ApiError(
    parseProblem(response.status, await response.text()),
    retryAfterOf(response.headers.get('Retry-After')),
  )
}

/**
 * Create a client that is typed by a contract. Every other answer than a success is thrown as ApiError, so
 * `data` is always there. A product with endpoints of its own passes the `paths` of its schema.
 */
export const apiClient = <Paths extends object>() =>
  createClient<Paths>({
    baseUrl: addressOf('').replace(/\/$/, ''),
    querySerializer: { array: { style: 'form', explode: true } },
    fetch: send,
  })

/** The client for the engine's API. */
export const client = apiClient<paths>()

/** Send a request to a link of a document. The page never builds the addresses of jobs. */
export function follow(
  link: string,
  init?: { method?: 'POST' | 'DELETE'; signal?: AbortSignal; headers?: Record<string, string> },
): Promise<Response> {
  return send(new Request(addressOf(link), init))
}
