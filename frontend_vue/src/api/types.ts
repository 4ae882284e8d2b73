import type { components } from './schema'

export type Schemas = components['schemas']

export type Feature = Schemas['FeatureDescription']
export type JobFile = Schemas['FileDocument']
export type Job = Schemas['GenericJob']
export type JobItem = Schemas['JobSummary']
export type JobPage = Schemas['JobPage']
export type NewToken = Schemas['NewTokenDocument']
export type Phase = Job['phase']
export type Results = Schemas['GenericResults']
export type Status = Schemas['Status']
export type Token = Schemas['TokenDocument']
export type Upload = Schemas['UploadDescription']
export type User = NonNullable<Schemas['SessionDocument']['user']>
