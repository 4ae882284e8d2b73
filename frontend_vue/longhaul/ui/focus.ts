import { nextTick } from 'vue'

/** Lead to the page's heading: what it stands above is new, and people who hear it begin there. */
export async function focusHeading() {
  await nextTick()
  document.querySelector('h1')?.focus({ preventScroll: true })
}

/** Lead to the first field of a form that is wrong, once it is shown to be. */
export async function focusWrongField(form: HTMLElement | null) {
  await nextTick()
  form?.querySelector<HTMLElement>('[aria-invalid="true"], [data-invalid]')?.focus()
}
