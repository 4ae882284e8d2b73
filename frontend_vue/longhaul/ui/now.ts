import { onScopeDispose, ref, type Ref } from 'vue'

/** The current time in milliseconds since 1970, updated every `interval` milliseconds. */
export function useNow(interval: number): Ref<number> {
  const now = ref(Date.now())
  const timer = window.setInterval(() => (now.value = Date.now()), interval)
  onScopeDispose(() => {
    window.clearInterval(timer)
  })
  return now
}
