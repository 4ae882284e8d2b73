import { useQuery, useQueryClient } from '@tanstack/vue-query'
import { computed, toValue, type MaybeRefOrGetter } from 'vue'
import { follow } from '@longhaul'
import type { Image, Span } from './types'

/** How many thumbnails are fetched at once: they lie side by side in one file. */
export const TOGETHER = 48

/** Read a range of bytes of a download. */
async function readRange(link: string, { start, size }: Span, signal: AbortSignal): Promise<Blob> {
  const headers = { Range: `bytes=${start}-${start + size - 1}` }
  const content = await (await follow(link, { headers, signal })).blob()
  // A server or proxy may send the whole instead.
  return content.size > size ? content.slice(start, start + size) : content
}

/** Fetch thumbnails that lie side by side, in one request. */
export async function fetchThumbnails(link: string, spans: Span[], signal: AbortSignal) {
  const [first, last] = [spans[0], spans.at(-1)]
  if (!first || !last) return []
  const whole = { start: first.start, size: last.start + last.size - first.start }
  const content = await readRange(link, whole, signal)
  return spans.map(({ start, size }) =>
    content.slice(start - first.start, start - first.start + size),
  )
}

/** Give an image's thumbnail once it has come, with those of its neighbours. */
export function useThumbnail(
  link: MaybeRefOrGetter<string>,
  images: MaybeRefOrGetter<Image[]>,
  index: MaybeRefOrGetter<number>,
) {
  const begin = computed(() => Math.floor(toValue(index) / TOGETHER) * TOGETHER)
  const { data } = useQuery({
    queryKey: computed(() => ['thumbnails', toValue(link), begin.value]),
    queryFn: ({ signal }) => {
      const together = toValue(images).slice(begin.value, begin.value + TOGETHER)
      return fetchThumbnails(
        toValue(link),
        together.map(({ thumbnail }) => thumbnail),
        signal,
      )
    },
    staleTime: Infinity,
  })
  return computed(() => data.value?.[toValue(index) - begin.value])
}

const previewOf = (link: string, span: Span) => ({
  queryKey: ['preview', link, span.start],
  queryFn: ({ signal }: { signal: AbortSignal }) => readRange(link, span, signal),
  staleTime: Infinity,
})

/** Give an image's preview once it has come; `prepare` fetches another meanwhile. */
export function usePreview(link: MaybeRefOrGetter<string>, span: MaybeRefOrGetter<Span>) {
  const cache = useQueryClient()
  const { data } = useQuery(computed(() => previewOf(toValue(link), toValue(span))))
  const prepare = (other: Span) => cache.query(previewOf(toValue(link), other))
  return { preview: data, prepare }
}
