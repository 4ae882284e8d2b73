/** The face of the engine's page. Components without data of their own are in `@longhaul/ui`. */
export { createLonghaulApp } from './app/app'
export { pageConfig, type NavigationEntry, type Product, type Words } from './product'

export { addressOf, apiClient, client, follow } from './api/client'
export { ApiError } from './api/problems'
export { useProblemText } from './api/problem-text'
export { isFinal, useFeature, useFeatures, useJob, useJobs, type JobFilter } from './api/queries'
export { useResult } from './api/result'
export { useSession } from './api/session'
export type { Feature, Job, JobFile, JobItem, Schemas, User } from './api/types'
export { sentenceOf } from './api/words'
export { default as QueryState } from './api/QueryState.vue'

export { useForm } from './forms/use-form'
export { default as Form } from './forms/Form.vue'

export { default as FeatureCard } from './jobs/FeatureCard.vue'
export { default as JobList } from './jobs/JobList.vue'
export { default as StatusBadge } from './jobs/StatusBadge.vue'

export { i18n, translated } from './i18n'
export * from './i18n/format'
