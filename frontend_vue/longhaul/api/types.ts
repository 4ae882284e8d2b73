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

/** The parts of JSON Schema (2020-12) that a form is made from, and words for its choices. */
export interface Schema {
  type?: string
  format?: string
  title?: string
  description?: string
  default?: unknown
  const?: unknown
  enum?: unknown[]
  words?: Map<string, string>
  anyOf?: Schema[]
  allOf?: Schema[]
  items?: Schema
  properties?: Record<string, Schema>
  required?: string[]
  minimum?: number
  maximum?: number
  exclusiveMinimum?: number
  exclusiveMaximum?: number
  multipleOf?: number
  minLength?: number
  maxLength?: number
  pattern?: string
  minItems?: number
  maxItems?: number
  $ref?: string
  $defs?: Record<string, Schema>
}
