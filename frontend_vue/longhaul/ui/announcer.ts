import { readonly, ref } from 'vue'

const VISIBLE_MS = 6_000

// The number makes each message a new one: the same text again is read out again.
const messages = ref<{ number: number; text: string; show: boolean }[]>([])
let number = 0
let timer: number | undefined

/** Say something once to screen readers, and with `show` to everybody for a few seconds. */
export function announce(text: string, { show = false } = {}) {
  // What is shown stays to be read, unless something else is shown.
  const shown = messages.value.filter((message) => message.show && !show)
  messages.value = [...shown, { number: number++, text, show }]
  if (!show) return
  window.clearTimeout(timer)
  timer = window.setTimeout(() => {
    messages.value = messages.value.map((message) => ({ ...message, show: false }))
  }, VISIBLE_MS)
}

export const useAnnouncer = () => readonly(messages)
