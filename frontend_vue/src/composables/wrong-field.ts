import { nextTick } from 'vue'

/** Lead to the first field of a form that is wrong, once it is shown to be. */
export async function focusWrongField(form: HTMLElement | null) {
  await nextTick()
  form?.querySelector<HTMLElement>('[aria-invalid="true"], [data-invalid]')?.focus()
}
