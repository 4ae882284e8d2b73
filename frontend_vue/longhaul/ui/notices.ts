import { ref, watch } from 'vue'

const KEY = 'notices'
const supported = 'Notification' in window
const isOn = ref(
  supported && Notification.permission === 'granted' && localStorage.getItem(KEY) === 'on',
)
watch(isOn, (on) => {
  localStorage.setItem(KEY, on ? 'on' : 'off')
})

/** Whether to be told of jobs that end while the page is out of sight; kept in this browser. */
export function useNotices() {
  /** Turn it on, if the browser lets the page; tell whether it is on now. */
  async function turn(on: boolean): Promise<boolean> {
    // What was chosen is shown while the browser asks, and taken back if it may not be.
    isOn.value = on
    if (on) isOn.value = supported && (await Notification.requestPermission()) === 'granted'
    return isOn.value
  }
  return { isOn, supported, turn }
}
