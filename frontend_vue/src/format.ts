const LOCALE = 'en'
const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const
const STEPS = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
] as const

const counts = new Intl.NumberFormat(LOCALE)
const integers = new Intl.NumberFormat(LOCALE, { useGrouping: 'min2' })
const figures = new Intl.NumberFormat(LOCALE, {
  maximumSignificantDigits: 5,
  useGrouping: 'min2',
})
const moments = new Intl.DateTimeFormat(LOCALE, { dateStyle: 'medium', timeStyle: 'short' })
const days = new Intl.DateTimeFormat(LOCALE, { dateStyle: 'medium' })
const relative = new Intl.RelativeTimeFormat(LOCALE, { numeric: 'auto' })

/** Write bytes in the largest decimal unit that leaves at least 1. */
export function formatBytes(bytes: number): string {
  const step = Math.min(Math.floor(Math.log10(Math.max(bytes, 1)) / 3), UNITS.length - 1)
  return new Intl.NumberFormat(LOCALE, {
    style: 'unit',
    unit: UNITS[step],
    unitDisplay: step ? 'short' : 'long',
    maximumSignificantDigits: 3,
  }).format(bytes / 1_000 ** step)
}

/** Write how many there are. */
export const formatCount = (count: number) => counts.format(count)

/** Write a value for reading: years stay years; whole ones in full, others to five figures, extremes as powers. */
export function formatNumber(value: number): string {
  if (Number.isInteger(value)) return integers.format(value)
  const size = Math.abs(value)
  return size >= 1e9 || size < 1e-4 ? value.toExponential(3) : figures.format(value)
}

/** Write a share from 0 to 1; what is not quite nothing or all never reads as 0 or 100 %. */
export function formatShare(share: number): string {
  if (share > 0 && share < 0.001) return '< 0.1 %'
  if (share < 1 && share > 0.999) return '> 99.9 %'
  return `${(share * 100).toFixed(share === 0 || share === 1 ? 0 : 1)} %`
}

/** Write how long it took, from milliseconds: < 0.1 s, 0.4 s, 12 s, 3 min 5 s, 2 h 0 min. */
export function formatDuration(milliseconds: number): string {
  const seconds = Math.max(0, milliseconds) / 1_000
  if (seconds < 0.1) return '< 0.1 s'
  if (seconds < 10) return `${seconds.toFixed(1)} s`
  if (seconds < 60) return `${Math.floor(seconds)} s`
  const minutes = Math.floor(seconds / 60)
  if (minutes < 60) return `${minutes} min ${Math.floor(seconds % 60)} s`
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`
}

export const formatMoment = (iso: string) => moments.format(new Date(iso))
export const formatDay = (iso: string) => days.format(new Date(iso))

/** Write how far from now a moment is: now, 5 minutes ago, in 30 days. */
export function formatRelative(iso: string, now: number): string {
  const seconds = (new Date(iso).getTime() - now) / 1_000
  for (const [unit, length] of STEPS) {
    if (Math.abs(seconds) >= length) return relative.format(Math.round(seconds / length), unit)
  }
  return relative.format(0, 'second')
}

/** Write how long to wait, rather too long than too short: in 40 seconds, in 15 minutes. */
export function formatWait(seconds: number): string {
  if (seconds < 100) return relative.format(Math.ceil(seconds), 'second')
  return relative.format(Math.ceil(seconds / 60), 'minute')
}
