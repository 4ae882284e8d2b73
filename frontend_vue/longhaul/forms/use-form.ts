import { computed, reactive, ref, shallowRef, toRaw } from 'vue'
import { ApiError, errorsByField, problemText } from '../api/problems'
import { t } from '../i18n'
import { formatWait } from '../i18n/format'

/** What the component Form uses of a form. */
export interface Sendable {
  busy: boolean
  /** An error that belongs to no field of this form. */
  refusal: string
  submit: () => Promise<void>
}

/** Hold the values of a form and send them. `errors` has the messages by field. */
export function useForm<Values extends object>(
  initial: Values,
  send: (values: Values) => Promise<unknown>,
) {
  const values = reactive({ ...initial }) as Values
  const busy = ref(false)
  const error = shallowRef<unknown>(null)

  const errors = computed<Record<string, string | undefined>>(() =>
    error.value instanceof ApiError ? errorsByField(error.value.problem, Object.keys(initial)) : {},
  )
  const refusal = computed(() => {
    const problem = error.value
    if (problem === null) return ''
    if (Object.keys(errors.value).length) return errors.value[''] ?? ''
    if (problem instanceof ApiError && problem.status === 429 && problem.retryAfter) {
      return t('form.tooOften', { when: formatWait(problem.retryAfter) })
    }
    return problemText(problem)
  })

  async function submit() {
    if (busy.value) return
    busy.value = true
    error.value = null
    try {
      await send({ ...toRaw(values) })
    } catch (problem) {
      error.value = problem
    } finally {
      busy.value = false
    }
  }

  function reset() {
    Object.assign(values, initial)
    error.value = null
  }

  return reactive({ values, busy, errors, refusal, submit, reset })
}
