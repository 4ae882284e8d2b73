import { readonly, ref } from 'vue'

const VISIBLE_MS = 6_000

// The number makes each message a new element, so that the same text is read out again.
const messages = ref<{ number: number; text: string; show: boolean }[]>([])
let number = 0
let timer: number | undefined

/** Announce a message to screen readers. With `show` it is also visible for a few seconds. */
export function announce(text: string, { show = false } = {}) {
  // A visible message stays until its time is over, unless another one is shown.
  const shown = messages.value.filter((message) => message.show && !show)
  messages.value = [...shown, { number: number++, text, show }]
  if (!show) return
  window.clearTimeout(timer)
  timer = window.setTimeout(() => {
    messages.value = messages.value.map((message) => ({ ...message, show: false }))
  }, VISIBLE_MS)
}

export const useAnnouncer = () => readonly(messages)
