import { nextTick } from 'vue'

/** Lead to the page's heading: what it stands above is new, and people who hear it begin there. */
export async function focusHeading() {
  await nextTick()
  document.querySelector('h1')?.focus({ preventScroll: true })
}
