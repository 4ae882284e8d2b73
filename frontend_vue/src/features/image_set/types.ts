import type { components } from './schema'

type Schemas = components['schemas']

export type Album = Schemas['Album']
export type Image = Schemas['Image']
export type Position = Schemas['Position']
export type Span = Schemas['Span']
