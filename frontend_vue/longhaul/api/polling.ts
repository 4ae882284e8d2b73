const ACTIVE = { first: 1_000, last: 10_000, factor: 1.5 }
const FAILING = { first: 2_000, last: 60_000, factor: 2 }

export interface PollState {
  /** Nothing will change any more. */
  finished?: boolean
  /** Answers in a row that told nothing new. */
  unchanged?: number
  /** Requests in a row that failed. */
  failures?: number
  /** Seconds that the server asked to wait. */
  retryAfter?: number
  /** Spreads clients apart; the same for one page, because the interval is computed again and again. */
  seed?: string
}

/** Tell in how many milliseconds to ask again, or false for never. */
export function pollInterval(state: PollState): number | false {
  if (state.finished) return false
  const failures = state.failures ?? 0
  const wait = failures ? backOff(FAILING, failures - 1) : backOff(ACTIVE, state.unchanged ?? 0)
  return Math.max(wait * jitter(state.seed ?? ''), (state.retryAfter ?? 0) * 1_000)
}

function backOff(range: typeof ACTIVE, step: number): number {
  return Math.min(range.first * range.factor ** step, range.last)
}

/** A factor from 0.8 up to 1 that depends on the seed alone. */
function jitter(seed: string): number {
  let hash = 0
  for (const character of seed) hash = (hash * 31 + character.charCodeAt(0)) >>> 0
  return 0.8 + (hash % 1_000) / 5_000
}
