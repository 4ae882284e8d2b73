import { useMutation, useQueryClient } from '@tanstack/vue-query'
import { onScopeDispose, ref } from 'vue'
import { useRouter } from 'vue-router'
import { t } from '../i18n'
import { announce } from '../ui'
import { firstSight, type Change } from './query'
import type { Feature, Job } from './types'
import { upload } from './upload'

export interface Draft {
  options: Record<string, unknown>
  files: Record<string, File[]>
  /** An earlier job, whose files are used instead. */
  like?: Job
}

/** A key that makes it safe to send a request again: the same key gives the same job. */
export function newIdempotencyKey(): string {
  return Array.from(crypto.getRandomValues(new Uint32Array(4)), (part) => part.toString(36)).join(
    '-',
  )
}

function addressOf(feature: Feature, { like }: Draft): string {
  return like ? like.links.repeat : `/api/v1/${feature.slug}/create/`
}

function bodyOf(feature: Feature, draft: Draft): FormData | string {
  const noFiles = feature.uploads.length === 0 || draft.like
  if (noFiles) return JSON.stringify({ options: draft.options })
  const form = new FormData()
  form.append('options', JSON.stringify(draft.options))
  for (const [name, files] of Object.entries(draft.files)) {
    for (const file of files) form.append(name, file)
  }
  return form
}

export interface Creation {
  feature: Feature
  draft: Draft
  key: string
}

/** Create a job. `share` is how much has been uploaded, from 0 to 1, and `stop` aborts the upload. */
export function useCreate() {
  const cache = useQueryClient()
  const share = ref(0)
  let controller = new AbortController()

  const mutation: Change<Creation, Job> = useMutation<Job, Error, Creation>({
    mutationFn: ({ feature, draft, key }: Creation) => {
      controller = new AbortController()
      share.value = 0
      return upload<Job>(addressOf(feature, draft), bodyOf(feature, draft), {
        idempotencyKey: key,
        signal: controller.signal,
        onProgress: (sent) => (share.value = sent),
      })
    },
    onSuccess: (job) => {
      cache.setQueryData(['job', job.id], firstSight(job))
      // Not awaited: while the server is down, the requests for the lists repeat.
      void cache.invalidateQueries({ queryKey: ['jobs'] })
    },
  })
  const stop = () => {
    controller.abort()
  }
  return { ...mutation, share, stop }
}

/** Open a job that was just created. A user who has left the page meanwhile only gets a message. */
export function useOpenJob() {
  const router = useRouter()
  let left = false
  onScopeDispose(() => {
    left = true
  })
  return async (job: Job) => {
    announce(t('new.started', { title: job.title }), { show: left })
    if (!left) await router.push({ name: 'job', params: { id: job.id } })
  }
}
