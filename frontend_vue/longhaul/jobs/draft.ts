import { useQueryClient } from '@tanstack/vue-query'
import { computed, nextTick, ref, watch } from 'vue'
import { newIdempotencyKey, useCreate } from '../api/create'
import { draftStore } from '../api/drafts'
import { ApiError, errorsByField, problemText } from '../api/problems'
import { sessionQuery } from '../api/session'
import type { Feature, Job } from '../api/types'
import { complaintOf } from '../forms/files'
import { cleanOptions, fieldsOf, initialOptions, pathsOf, type Options } from '../forms/options'
import { t } from '../i18n'

/** The state of the form for a new job: options, files, errors, and sending them. */
export function useDraft(feature: Feature, given: Options, like?: Job) {
  const create = useCreate()
  const fields = fieldsOf(feature.options_schema)

  const options = ref<Options>(initialOptions(fields, given))
  const files = ref<Record<string, File[]>>({})
  const none = computed(() => Object.values(files.value).every(({ length }) => length === 0))
  // The files of the earlier job, unless the user chooses others.
  const kept = computed(() =>
    none.value ? (like?.files ?? []).filter(({ kind }) => kind === 'input') : [],
  )
  const complaints = ref<Record<string, string>>({})
  const restored = ref(false)
  const owner = useQueryClient().getQueryData(sessionQuery.queryKey)?.email ?? ''
  const store = draftStore(owner, like ? `${feature.slug} like` : feature.slug)
  let key = newIdempotencyKey()

  // A changed draft gets a new key. An unchanged one that is sent twice gives one job, also after a reload.
  watch([options, files], () => {
    key = newIdempotencyKey()
    complaints.value = {}
    void keep()
  })
  void restore()

  function keep() {
    return store.keep({ options: options.value, files: files.value, key, like: like?.id })
  }

  async function restore() {
    const untouched = key
    const found = await store.load()
    // What the user has entered in the meantime is newer than the stored draft.
    if (!found || found.like !== like?.id || key !== untouched) return
    options.value = initialOptions(fields, found.options)
    files.value = found.files
    await nextTick()
    key = found.key
    restored.value = true
    await keep()
  }

  async function startOver() {
    options.value = initialOptions(fields, given)
    files.value = {}
    restored.value = false
    await nextTick()
    await store.drop()
  }

  const errors = computed(() => {
    const error = create.error.value
    const known = [...pathsOf(fields, options.value), ...feature.uploads.map(({ name }) => name)]
    const refused = error instanceof ApiError ? errorsByField(error.problem, known) : {}
    return { ...refused, ...complaints.value }
  })

  const refusal = computed(() => {
    const error = create.error.value
    if (!error) return ''
    if (error.name === 'AbortError') return t('new.stopped')
    if (!(error instanceof ApiError)) return t('new.offline')
    return errors.value[''] ?? problemText(error)
  })

  function checkFiles(): boolean {
    if (kept.value.length) return true
    const found = feature.uploads.flatMap((upload) => {
      const complaint = complaintOf(upload, files.value[upload.name] ?? [])
      return complaint ? [[upload.name, t(complaint.key, complaint.values)]] : []
    })
    complaints.value = Object.fromEntries(found) as Record<string, string>
    return found.length === 0
  }

  /** Create the job. Returns null if the draft is invalid, the server refused it or the user stopped. */
  async function send(): Promise<Job | null> {
    if (create.isPending.value || !checkFiles()) return null
    const draft = {
      options: cleanOptions(fields, options.value),
      files: files.value,
      like: kept.value.length ? like : undefined,
    }
    const job = await create.mutateAsync({ feature, draft, key }).catch(() => null)
    if (job) await store.drop()
    return job
  }

  return { options, files, kept, errors, refusal, restored, create, send, startOver }
}
