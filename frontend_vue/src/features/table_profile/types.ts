import type { components } from './schema'

type Schemas = components['schemas']

export type Association = Schemas['Association']
export type Bin = Schemas['Bin']
export type Column = Schemas['ColumnProfile']
export type Finding = Schemas['Finding']
export type Profile = Schemas['Profile']
export type Severity = Schemas['Severity']
export type Value = Bin['start']
