import { ref, watch } from 'vue'

const KEY = 'notices'
const isSupported = 'Notification' in window
const enabled = ref(
  isSupported && Notification.permission === 'granted' && localStorage.getItem(KEY) === 'on',
)
watch(enabled, (isEnabled) => {
  localStorage.setItem(KEY, isEnabled ? 'on' : 'off')
})

/** Whether the browser notifies the user of jobs that end in the background. Stored in this browser. */
export function useNotifications() {
  /** Enable or disable notifications. Returns whether they are enabled now. */
  async function setEnabled(wanted: boolean): Promise<boolean> {
    // The checkbox shows the choice while the browser asks, and is reset if permission is denied.
    enabled.value = wanted
    if (wanted) {
      enabled.value = isSupported && (await Notification.requestPermission()) === 'granted'
    }
    return enabled.value
  }
  return { enabled, isSupported, setEnabled }
}
