import { expect, it } from 'vitest'
import { weigh } from './budget'

const chunk = (name: string, module: string, imports: string[] = []) => ({
  type: 'chunk',
  name,
  fileName: `${name}.js`,
  isEntry: name === 'main',
  facadeModuleId: `/x/longhaul/${module}`,
  imports: imports.map((each) => `${each}.js`),
  // Nothing repeats in it that could be compressed.
  code: crypto.getRandomValues(new Uint8Array(1_000)).toString(),
})
const files = [
  chunk('main', 'main.ts', ['shared']),
  chunk('shared', 'shared.ts'),
  chunk('Jobs', 'jobs/JobsPage.vue', ['shared', 'table']),
  chunk('table', 'table.ts'),
  chunk('later', 'later.ts'),
  chunk('en', 'i18n/page/en.json'),
]
const weighed = [...weigh(Object.fromEntries(files.map((file) => [file.fileName, file])) as never)]
const weightOf = (kind: string, name: string) =>
  weighed.find((each) => each.kind === kind && each.name === name)?.weight ?? 0

it('weighs a page with all that it needs at once, and nothing twice', () => {
  const sum = ['Jobs.js', 'table.js', 'en.js'].reduce(
    (all, name) => all + weightOf('part', name),
    0,
  )
  expect(weightOf('page', 'Jobs')).toBeGreaterThan(sum)
  expect(weightOf('page', 'Jobs')).toBeLessThan(sum + 2.2 * weightOf('part', 'later.js'))
})

it('takes nothing for a part that every page needs at once', () => {
  expect(weightOf('part', 'shared.js')).toBe(0)
})

it('weighs no part as a page', () => {
  expect(weighed.filter(({ kind }) => kind === 'page').map(({ name }) => name)).toEqual(['Jobs'])
})
