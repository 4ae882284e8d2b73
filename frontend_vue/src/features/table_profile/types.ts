import type { components } from './schema'

type Schemas = components['schemas']

export type Bin = Schemas['Bin']
export type Column = Schemas['ColumnProfile']
export type Profile = Schemas['Profile']
export type Value = Bin['start']
