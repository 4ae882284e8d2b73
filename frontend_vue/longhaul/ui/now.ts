import { onScopeDispose, ref, type Ref } from 'vue'

/** The time, in milliseconds since 1970, renewed every `interval` milliseconds. */
export function useNow(interval: number): Ref<number> {
  const now = ref(Date.now())
  const timer = window.setInterval(() => (now.value = Date.now()), interval)
  onScopeDispose(() => {
    window.clearInterval(timer)
  })
  return now
}
