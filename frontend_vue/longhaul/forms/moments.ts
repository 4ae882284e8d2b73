/** Write a moment as a control for local times wants it, to the minute. */
export function toLocal(iso: unknown): string {
  const moment = new Date(typeof iso === 'string' ? iso : NaN)
  if (Number.isNaN(moment.getTime())) return ''
  const local = moment.getTime() - moment.getTimezoneOffset() * 60_000
  return new Date(local).toISOString().slice(0, 16)
}

/** Read what such a control holds as a moment, whatever the time zone of who reads it. */
export function fromLocal(text: string): string | null {
  return text ? new Date(text).toISOString() : null
}
