/** Format a moment for an input of type datetime-local, to the minute. */
export function toLocal(iso: unknown): string {
  const moment = new Date(typeof iso === 'string' ? iso : NaN)
  if (Number.isNaN(moment.getTime())) return ''
  const local = moment.getTime() - moment.getTimezoneOffset() * 60_000
  return new Date(local).toISOString().slice(0, 16)
}

/** Read the value of such an input as a moment in UTC. */
export function fromLocal(text: string): string | null {
  return text ? new Date(text).toISOString() : null
}
