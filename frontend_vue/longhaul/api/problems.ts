import { t, translated } from '../i18n'
import { inOtherWords } from '../i18n/sentences'
import { announce } from '../ui'

interface FieldError {
  field: string
  code: string
  detail: string
}

/** The parts of a problem document (RFC 9457) that the page shows. */
interface Problem {
  status: number
  code: string
  title: string
  detail: string
  errors: FieldError[]
}

/** An answer that is not a success. `retryAfter` is in seconds, 0 if the server named none. */
export class ApiError extends Error {
  constructor(
    readonly problem: Problem,
    readonly retryAfter = 0,
  ) {
    super(problem.detail || problem.title)
  }

  get status() {
    return this.problem.status
  }
}

/** Read a problem from an answer's body. Missing parts become empty. */
export function parseProblem(status: number, body: string): Problem {
  const fields = parseObject(body)
  return {
    status,
    code: text(fields.code),
    title: text(fields.title),
    detail: text(fields.detail),
    errors: Array.isArray(fields.errors) ? (fields.errors as FieldError[]) : [],
  }
}

/** Group the errors by field. Errors of fields that the form does not have are under ''. */
export function errorsByField(problem: Problem, known: string[]): Record<string, string> {
  const sorted: Record<string, string> = {}
  for (const { field, code, detail } of problem.errors) {
    const name = known.find((each) => field === each || field.startsWith(`${each}.`)) ?? ''
    const text = translated(`server.${code}`, detail)
    sorted[name] = sorted[name] ? `${sorted[name]} ${text}` : text
  }
  return sorted
}

/** The text of an error: a translation by its sentence or code, or else the server's own text. */
export function problemText(error: unknown): string {
  if (!(error instanceof ApiError)) return t('error.offline')
  const { code, errors } = error.problem
  return (
    inOtherWords('server', error.message) ??
    (translated(`server.${errors[0]?.code ?? code}`, error.message) ||
      t('error.status', { status: error.status }))
  )
}

/** Announce that an action failed, and why. */
export function announceProblem(error: unknown, key = 'job.actionFailed') {
  announce(t(key, { reason: problemText(error) }), { show: true })
}

/** Whether the server refused a link of a mail, because it is expired, used or wrong. */
export function isBadLink(error: unknown): boolean {
  return (
    error instanceof ApiError && error.problem.errors.some(({ code }) => code === 'invalid_link')
  )
}

/** Whether another try may help: no answer, a timeout, too many requests, or an error of the server. */
export function isTransient(error: unknown): boolean {
  if (!(error instanceof ApiError)) return true
  return [408, 429].includes(error.status) || error.status >= 500
}

function parseObject(body: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(body)
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
  } catch {
    return {}
  }
}

const text = (value: unknown) => (typeof value === 'string' ? value : '')
