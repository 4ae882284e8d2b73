import { onScopeDispose } from 'vue'
import { client } from '../api/client'
import { isFinal } from '../api/jobs'
import type { JobItem } from '../api/types'
import { badge } from '../ui/title'

export const SLOWLY = 30_000

/** While the page is out of sight, look now and then what has become of the unfinished jobs. */
export function useCompletions(tell: (job: JobItem) => void) {
  let watched: string[] = []
  let timer: number | undefined

  async function begin() {
    const query = { status: ['pending', 'processing'] as JobItem['status'][], page_size: 100 }
    watched = (await jobs(query)).map(({ id }) => id)
    schedule()
  }

  async function look() {
    const found = await jobs({ ids: watched.join(',') })
    // Seen meanwhile: whoever looks needs no notice.
    if (!document.hidden) return
    const ended = found.filter(isFinal)
    watched = found.filter((job) => !isFinal(job)).map(({ id }) => id)
    badge.value += ended.length
    ended.forEach(tell)
    schedule()
  }

  function schedule() {
    if (watched.length && document.hidden)
      timer = window.setTimeout(() => void quietly(look), SLOWLY)
  }

  async function quietly(action: () => Promise<void>) {
    // Nobody is looking; the next time may work.
    await action().catch(schedule)
  }

  function onChange() {
    window.clearTimeout(timer)
    if (document.hidden) void quietly(begin)
    else badge.value = 0
  }

  document.addEventListener('visibilitychange', onChange)
  onScopeDispose(() => {
    window.clearTimeout(timer)
    document.removeEventListener('visibilitychange', onChange)
  })
}

async function jobs(query: object): Promise<JobItem[]> {
  const { data } = await client.GET('/api/v1/jobs/', { params: { query } })
  return data?.results ?? []
}
