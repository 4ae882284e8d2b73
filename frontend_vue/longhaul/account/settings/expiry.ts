const DAY = 86_400_000

/** After how many days a token may end; 0 for never. */
export const EXPIRIES = [7, 30, 90, 365, 0] as const

/** Tell when a token ends that is made now. */
export function expiryOf(days: number, now: number): string | null {
  return days ? new Date(now + days * DAY).toISOString() : null
}
