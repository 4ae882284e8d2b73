import { computed } from 'vue'
import { i18n, t } from '.'

const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const
const STEPS = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
] as const

// Computed, so that all formatted texts change with the language.
const writers = computed(() => {
  const locale = i18n.global.locale.value
  const numbers = (options?: Intl.NumberFormatOptions) => new Intl.NumberFormat(locale, options)
  return {
    counts: numbers(),
    integers: numbers({ useGrouping: 'min2' }),
    figures: numbers({ maximumSignificantDigits: 5, useGrouping: 'min2' }),
    tenths: numbers({ minimumFractionDigits: 1, maximumFractionDigits: 1 }),
    sizes: UNITS.map((unit) =>
      numbers({
        style: 'unit',
        unit,
        unitDisplay: unit === 'byte' ? 'long' : 'short',
        maximumSignificantDigits: 3,
      }),
    ),
    moments: new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' }),
    seconds: new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'medium' }),
    times: new Intl.DateTimeFormat(locale, { timeStyle: 'short' }),
    days: new Intl.DateTimeFormat(locale, { dateStyle: 'medium' }),
    relative: new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }),
  }
})

/** Keep a number and its unit on one line. */
const together = (text: string) => text.replaceAll(' ', '\u00a0')
const measure = (count: number, unit: string) => together(`${count} ${unit}`)

/** Write bytes in the largest decimal unit that leaves at least 1. */
export function formatBytes(bytes: number): string {
  const step = Math.min(Math.floor(Math.log10(Math.max(bytes, 1)) / 3), UNITS.length - 1)
  return together(writers.value.sizes[step]?.format(bytes / 1_000 ** step) ?? '')
}

/** Add up the bytes of files. */
export const totalSize = (files: { size: number }[]) =>
  files.reduce((sum, { size }) => sum + size, 0)

/** Write how many there are. */
export const formatCount = (count: number) => writers.value.counts.format(count)

const tenths = (value: number) => writers.value.tenths.format(value)

/** Write a value for reading: years stay years; whole ones in full, others to five figures, extremes as powers. */
export function formatNumber(value: number): string {
  if (Number.isInteger(value)) return writers.value.integers.format(value)
  const size = Math.abs(value)
  return size >= 1e9 || size < 1e-4 ? value.toExponential(3) : writers.value.figures.format(value)
}

/** Write a share from 0 to 1; what is not quite nothing or all never reads as 0 or 100 %. */
export function formatShare(share: number): string {
  if (share > 0 && share < 0.001) return together(`< ${tenths(0.1)} %`)
  if (share < 1 && share > 0.999) return together(`> ${tenths(99.9)} %`)
  return together(`${share === 0 || share === 1 ? share * 100 : tenths(share * 100)} %`)
}

/** Write how long it took, from milliseconds: < 0.1 s, 0.4 s, 12 s, 3 min 5 s, 2 h 0 min. */
export function formatDuration(milliseconds: number): string {
  const seconds = Math.max(0, milliseconds) / 1_000
  if (seconds < 0.1) return together(`< ${tenths(0.1)} s`)
  if (seconds < 10) return together(`${tenths(seconds)} s`)
  if (seconds < 60) return measure(Math.floor(seconds), 's')
  const minutes = Math.floor(seconds / 60)
  if (minutes < 60) return `${measure(minutes, 'min')} ${measure(Math.floor(seconds % 60), 's')}`
  return `${measure(Math.floor(minutes / 60), 'h')} ${measure(minutes % 60, 'min')}`
}

export const formatMoment = (iso: string) => writers.value.moments.format(new Date(iso))
export const formatMomentToSecond = (iso: string) => writers.value.seconds.format(new Date(iso))
export const formatTime = (iso: string) => together(writers.value.times.format(new Date(iso)))
export const formatDay = (iso: string) => writers.value.days.format(new Date(iso))

const relative = (value: number, unit: Intl.RelativeTimeFormatUnit) =>
  together(writers.value.relative.format(value, unit))

/** Write how far from now a moment is: now, 5 minutes ago, in 30 days. */
export function formatRelative(iso: string, now: number): string {
  const seconds = (new Date(iso).getTime() - now) / 1_000
  for (const [unit, length] of STEPS) {
    if (Math.abs(seconds) >= length) return relative(Math.round(seconds / length), unit)
  }
  return relative(0, 'second')
}

/** Write how long to wait, rather too long than too short: in 40 seconds, in 15 minutes. */
export function formatWait(seconds: number): string {
  if (seconds < 100) return relative(Math.ceil(seconds), 'second')
  return relative(Math.ceil(seconds / 60), 'minute')
}

/** Write a single value; a list or an object as JSON. */
export function textOf(value: unknown): string {
  if (typeof value === 'number') return formatNumber(value)
  if (typeof value === 'boolean') return t(value ? 'result.yes' : 'result.no')
  if (value === undefined || value === null) return '–'
  return typeof value === 'string' ? value : JSON.stringify(value)
}

/** Make words of a name in a program: row_count → Row count. */
export function wordsOf(name: string): string {
  const words = name.replaceAll('_', ' ').trim()
  return words.charAt(0).toUpperCase() + words.slice(1)
}
