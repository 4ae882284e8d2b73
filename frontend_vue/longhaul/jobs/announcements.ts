import { watch } from 'vue'
import type { Job, JobItem } from '../api/types'
import { t } from '../i18n'
import { announce } from '../ui'

type Watched = Pick<JobItem, 'phase' | 'progress'>

const quarterOf = (job: Watched) => Math.floor((job.progress.percent ?? 0) / 25)

/** What to announce: a new phase or a new quarter, but not every percent. */
export function newsOf(before: Watched | undefined, after: Watched): 'phase' | 'quarter' | null {
  if (!before) return null
  if (before.phase !== after.phase) return 'phase'
  return after.phase === 'running' && quarterOf(after) > quarterOf(before) ? 'quarter' : null
}

/** Announce a job's news to screen readers. */
export function useJobAnnouncements(job: () => Job | undefined) {
  watch(job, (after, before) => {
    if (!after || (before && before.id !== after.id)) return
    const { title, phase } = after
    const news = newsOf(before, after)
    if (news === 'phase') announce(t('announce.phase', { title, phase: t(`phase.${phase}`) }))
    if (news === 'quarter') {
      announce(t('announce.quarter', { title, percent: quarterOf(after) * 25 }))
    }
  })
}
