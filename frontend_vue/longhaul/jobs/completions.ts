import { defineComponent, onScopeDispose } from 'vue'
import { useRouter } from 'vue-router'
import { client } from '../api/client'
import { isFinal } from '../api/jobs'
import type { JobItem } from '../api/types'
import { t } from '../i18n'
import { badge } from '../ui/page'

export const INTERVAL_MS = 30_000

/** A component without content: while it is mounted, the user is notified of jobs that end. */
export default defineComponent(() => {
  useCompletionNotifications()
  return () => null
})

/**
 * Notify the user of jobs that end while the page is in the background. The page's queries do not poll
 * in the background, so this asks for the unfinished jobs itself.
 */
export function useCompletionNotifications() {
  const router = useRouter()
  let watched: string[] = []
  let timer: number | undefined

  async function start() {
    const query = { status: ['pending', 'processing'] as JobItem['status'][], page_size: 100 }
    watched = (await fetchJobs(query)).map(({ id }) => id)
    schedule()
  }

  async function check() {
    const found = await fetchJobs({ ids: watched.join(',') })
    // The user came back during the request and sees the jobs on the page.
    if (!document.hidden) return
    const ended = found.filter(isFinal)
    watched = found.filter((job) => !isFinal(job)).map(({ id }) => id)
    badge.value += ended.length
    ended.forEach(notify)
    schedule()
  }

  function notify(job: JobItem) {
    const text = t('announce.phase', { title: job.title, phase: t(`phase.${job.phase}`) })
    try {
      const notification = new Notification(text, { tag: job.id })
      notification.onclick = () => {
        window.focus()
        void router.push({ name: 'job', params: { id: job.id } })
      }
    } catch {
      // Phones allow notifications from service workers only. The number in the title remains.
    }
  }

  function schedule() {
    if (!watched.length || !document.hidden) return
    timer = window.setTimeout(() => void check().catch(schedule), INTERVAL_MS)
  }

  function onVisibilityChange() {
    window.clearTimeout(timer)
    if (document.hidden) void start().catch(schedule)
    else badge.value = 0
  }

  document.addEventListener('visibilitychange', onVisibilityChange)
  onScopeDispose(() => {
    window.clearTimeout(timer)
    document.removeEventListener('visibilitychange', onVisibilityChange)
  })
}

async function fetchJobs(query: object): Promise<JobItem[]> {
  const { data } = await client.GET('/api/v1/jobs/', { params: { query } })
  return data?.results ?? []
}
