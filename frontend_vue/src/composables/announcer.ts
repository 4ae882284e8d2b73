import { readonly, ref } from 'vue'

const VISIBLE_MS = 6_000

// The number makes each message a new one: the same text again is read out again.
const message = ref({ number: 0, text: '' })
const visible = ref(false)
let timer: number | undefined

/** Say something once to screen readers, and with `show` to everybody for a few seconds. */
export function announce(text: string, { show = false } = {}) {
  message.value = { number: message.value.number + 1, text }
  visible.value = show
  window.clearTimeout(timer)
  timer = window.setTimeout(() => (visible.value = false), VISIBLE_MS)
}

export const useAnnouncer = () => ({ message: readonly(message), visible: readonly(visible) })
