import { follow } from './client'
import type { Feature } from './types'

/** Fetch the bundled sample as if somebody had chosen it. */
export async function fetchSample(feature: Feature): Promise<File> {
  const response = await follow(`/api/v1/features/${feature.slug}/sample/`)
  const name = /filename="?([^";]+)/.exec(response.headers.get('Content-Disposition') ?? '')?.[1]
  return new File([await response.blob()], name ?? 'sample')
}
