import { describe, expect, it } from 'vitest'
import type { Upload } from '../api/types'
import { complaintOf } from './files'

const upload: Upload = {
  name: 'table',
  extensions: ['.csv', '.tsv'],
  max_bytes: 4,
  max_files: 1,
  max_total_bytes: 4,
  required: true,
}
const file = (name: string, content: string) => new File([content], name)
const keyOf = (files: File[], changes: Partial<Upload> = {}) =>
  complaintOf({ ...upload, ...changes }, files)?.key

describe('complaintOf', () => {
  it('accepts what the server accepts', () => {
    expect(keyOf([file('a.CSV', 'a,b')])).toBeUndefined()
    expect(keyOf([file('a.anything', 'a')], { extensions: [] })).toBeUndefined()
    expect(keyOf([], { required: false })).toBeUndefined()
  })

  it('accepts several that are small enough together', () => {
    const two = [file('a.csv', 'ab'), file('b.csv', 'cd')]
    expect(keyOf(two, { max_files: 2 })).toBeUndefined()
    expect(keyOf(two, { max_files: 2, max_total_bytes: 3 })).toBe('file.tooMuch')
  })

  it.each([
    ['file.missing', []],
    ['file.tooMany', [file('a.csv', 'a'), file('b.csv', 'b')]],
    ['file.wrongType', [file('a.pdf', 'a')]],
    ['file.empty', [file('a.csv', '')]],
    ['file.tooLarge', [file('a.csv', '12345')]],
  ])('says %s', (key, files) => {
    expect(keyOf(files)).toBe(key)
  })
})
