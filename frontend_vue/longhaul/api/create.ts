import { useMutation, useQueryClient } from '@tanstack/vue-query'
import { ref } from 'vue'
import { firstSight, type Change } from './query'
import type { Feature, Job } from './types'
import { upload } from './upload'

export interface Draft {
  options: Record<string, unknown>
  files: Record<string, File[]>
  /** The job whose files are taken instead. */
  like?: Job
}

/** A name for one intention to create: sent again with the same draft it gives the same job. */
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

/** Create jobs of a feature, telling the share sent; `stop` aborts the upload. */
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
      // Nobody waits for the lists: while the server is away they are fetched again for ever.
      void cache.invalidateQueries({ queryKey: ['jobs'] })
    },
  })
  const stop = () => {
    controller.abort()
  }
  return { ...mutation, share, stop }
}
