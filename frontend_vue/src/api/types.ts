import type { components } from './schema'

type Schemas = components['schemas']

export type Feature = Schemas['Feature']
export type Job = Schemas['Job']
export type JobFile = Schemas['File']
export type JobItem = Schemas['JobItem']
export type JobPage = Schemas['JobPage']
export type Phase = Schemas['Phase']
export type Result = Schemas['Result']
export type Status = Schemas['Status']
export type Upload = Schemas['Upload']
export type User = NonNullable<Schemas['Session']['user']>
