/** The public interface of the engine's page. Components without data are in `@longhaul/ui`. */
export { createLonghaulApp } from './app/app'
export { default as AppFrame } from './app/AppFrame.vue'
export { pageConfig, type Product } from './product'

export { useSession, useSignOut } from './api/session'
export { addressOf, apiClient, client, follow } from './api/client'
export { sentenceOf, useFeature, useFeatures } from './api/features'
export { isFinal, useJob, useJobs, useResult, type JobFilter } from './api/jobs'
export { ApiError, problemText } from './api/problems'
export { useChange, usePolled } from './api/query'
export type { Feature, Job, JobFile, JobItem, Schemas, User } from './api/types'
export { default as QueryState } from './api/QueryState.vue'

export { useForm } from './forms/use-form'
export { default as Form } from './forms/Form.vue'

export { useSampleJob } from './jobs/sample'
export { default as StatusBadge } from './jobs/StatusBadge.vue'

export { i18n, t, translated } from './i18n'
export * from './i18n/format'
