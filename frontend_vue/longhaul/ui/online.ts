import { onScopeDispose, ref, type Ref } from 'vue'

/** Whether the browser has a connection at all; the server may be away nevertheless. */
export function useOnline(): Ref<boolean> {
  const online = ref(navigator.onLine)
  const update = () => (online.value = navigator.onLine)
  const events = ['online', 'offline'] as const
  for (const event of events) window.addEventListener(event, update)
  onScopeDispose(() => {
    for (const event of events) window.removeEventListener(event, update)
  })
  return online
}
