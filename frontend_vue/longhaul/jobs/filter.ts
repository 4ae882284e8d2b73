import { computed } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import type { JobFilter } from '../api/jobs'
import type { Status } from '../api/types'

export const STATUSES: Status[] = ['pending', 'processing', 'completed', 'failed', 'cancelled']

/** The filter of the list of jobs. It is in the page's address, so that it can be shared. */
export function useJobFilter() {
  const route = useRoute()
  const router = useRouter()

  const filter = computed<JobFilter>(() => ({
    status: STATUSES.filter((each) => each === route.query.status),
    feature: one(route.query.feature),
    search: one(route.query.q),
    cursor: one(route.query.cursor),
  }))
  const filtered = computed(() =>
    Boolean(route.query.status ?? route.query.feature ?? route.query.q),
  )

  /** Change a part of the filter. Any part except the cursor leads to the first page. */
  function change(part: Record<string, string | undefined>) {
    void router.push({ query: { ...route.query, cursor: undefined, ...part } })
  }

  return { filter, filtered, change, cursorOf }
}

/** Read the cursor of a page's link. */
function cursorOf(link: string | null | undefined): string | undefined {
  if (!link) return undefined
  return new URL(link, window.location.origin).searchParams.get('cursor') ?? undefined
}

const one = (value: unknown) => (typeof value === 'string' && value ? value : undefined)
