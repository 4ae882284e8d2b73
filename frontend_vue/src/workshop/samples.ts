import { ref } from 'vue'

export const LOOKS = ['primary', 'plain', 'quiet', 'danger'] as const
export const HELP = 'What it is good for.'
export const ERROR = 'This cannot be.'
export const CHOICES = [
  { value: 'a', label: 'The one' },
  { value: 'b', label: 'The other' },
]
export const TABS = { a: 'The one', b: 'The other' }
export const PAGES = [
  { value: 'one' as const, label: 'One' },
  { value: 'two' as const, label: 'Two' },
]
export const TABLE = {
  caption: 'Towns',
  columns: [{ label: 'Town' }, { label: 'People', numeric: true }],
  rows: [
    ['Linz', 206_000],
    ['Oslo', 709_000],
  ],
}

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
