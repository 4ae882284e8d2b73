import { ref } from 'vue'
import type { Sendable } from '../longhaul/forms/use-form'

export const HELP = 'What it is good for.'
export const ERROR = 'This cannot be.'
export const CODE = `./dev up --dev\n${'./dev test '.repeat(20)}`
export const CHOICES = [
  { value: 'a', label: 'The one' },
  { value: 'b', label: 'The other' },
]
export const TABLE = {
  caption: 'Towns',
  columns: [{ label: 'Town' }, { label: 'People', numeric: true }],
  rows: [
    ['Linz', 206_000],
    ['Oslo', 709_000],
  ],
}

export const fileOf = (name: string, size: number) => new File([new Uint8Array(size)], name)

const query = (isPending: boolean, error: Error | null, failureReason: Error | null) => ({
  isPending: ref(isPending),
  error: ref(error),
  failureReason: ref(failureReason),
})

/** A query in each of its states. */
export const QUERIES = {
  loading: query(true, null, null),
  retrying: query(true, null, new Error()),
  failed: query(false, new Error(), null),
  done: query(false, null, null),
}

const form = (busy: boolean, refusal: string): Sendable => ({
  busy,
  refusal,
  submit: () => Promise.resolve(),
})

/** A form in each of its states. */
export const FORMS = {
  ready: form(false, ''),
  busy: form(true, ''),
  refused: form(false, ERROR),
}
