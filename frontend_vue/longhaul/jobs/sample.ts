import { ref } from 'vue'
import { follow } from '../api/client'
import { newIdempotencyKey, useCreate, useOpenJob } from '../api/create'
import { announceProblem } from '../api/problems'
import type { Feature } from '../api/types'

/** Start a job with the sample that a feature brings, and open it. */
export function useSampleJob(feature: Feature) {
  const openJob = useOpenJob()
  const { mutateAsync } = useCreate()
  const busy = ref(false)
  const key = newIdempotencyKey()

  async function start() {
    busy.value = true
    try {
      const sample = await fetchSample(feature)
      const [upload] = feature.uploads
      const files = upload ? { [upload.name]: [sample] } : {}
      await openJob(await mutateAsync({ feature, draft: { options: {}, files }, key }))
    } catch (error) {
      announceProblem(error)
    } finally {
      busy.value = false
    }
  }
  return { busy, start }
}

async function fetchSample(feature: Feature): Promise<File> {
  const response = await follow(`/api/v1/features/${feature.slug}/sample/`)
  const name = /filename="?([^";]+)/.exec(response.headers.get('Content-Disposition') ?? '')?.[1]
  return new File([await response.blob()], name ?? 'sample')
}
