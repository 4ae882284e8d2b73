import { expect, it } from 'vitest'
import { feature, mountInPage } from '@/testing'
import FeatureCard from './FeatureCard.vue'

const [upload] = feature.uploads
const limitsOf = (names: string[]) => {
  const uploads = names.map((name) => ({ ...upload, name }))
  return mountInPage(FeatureCard, { feature: { ...feature, uploads } })
    .findAll('p.text-sm')
    .map((line) => line.text())
}

it('names its uploads where there are several', () => {
  expect(limitsOf(['table'])).toEqual(['Any file, up to 9\u00a0bytes'])
  expect(limitsOf(['old_table', 'new_table'])).toEqual([
    'Old table: Any file, up to 9\u00a0bytes',
    'New table: Any file, up to 9\u00a0bytes',
  ])
})
