import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { nextTick } from 'vue'
import { choose, loadWords, mountInPage } from '@/testing'
import Columns from './Columns.vue'
import Findings from './Findings.vue'
import english from './en.json'
import FirstRows from './FirstRows.vue'
import HowRead from './HowRead.vue'
import { column, finding, profile } from './samples'
import german from './server/de.json'

const many = (count: number) =>
  Array.from({ length: count }, (_, n) => column({ name: `c${n + 1}`, distinct: n }))

beforeAll(async () => {
  await loadWords('table_profile')
})

/** Have the card of a column come near, or go away. */
let approach: (name: string, isIntersecting?: boolean) => Promise<void>
beforeEach(() => {
  const observers = new Map<string | null, (entries: { isIntersecting: boolean }[]) => void>()
  approach = (name, isIntersecting = true) => {
    observers.get(name)?.([{ isIntersecting }])
    return nextTick()
  }
  vi.stubGlobal(
    'IntersectionObserver',
    class {
      constructor(private readonly callback: (entries: { isIntersecting: boolean }[]) => void) {}
      observe(card: Element) {
        observers.set(card.getAttribute('aria-label'), this.callback)
      }
      disconnect() {}
    },
  )
})
afterEach(async () => {
  await choose('en')
  vi.unstubAllGlobals()
  location.hash = ''
})

describe('Columns', () => {
  const cards = (page: ReturnType<typeof mountInPage>) =>
    page.findAll('article').filter((card) => card.attributes('style') !== 'display: none;')

  const drawn = (page: ReturnType<typeof mountInPage>) =>
    cards(page)
      .filter((card) => card.find('dl').exists())
      .map((card) => card.attributes('aria-label'))

  it('has a card for each column, and draws those that have come near', async () => {
    const page = mountInPage(Columns, { profile: profile({ columns: many(60) }) })
    expect(cards(page)).toHaveLength(60)
    expect(drawn(page)).toEqual([])
    await approach('c50')
    expect(drawn(page)).toEqual(['c50'])
    await approach('c50', false)
    expect(drawn(page)).toEqual(['c50'])
  })

  it('draws all of them to be printed', async () => {
    const page = mountInPage(Columns, { profile: profile({ columns: many(60) }) })
    dispatchEvent(new Event('beforeprint'))
    await nextTick()
    expect(drawn(page)).toHaveLength(60)
  })

  it('changes the scale of a card once it is near', async () => {
    const histogram = [1, 10, 100].map((count, n) => ({ start: n, end: n + 1, count }))
    const columns = ['near', 'far'].map((name) => column({ name, histogram }))
    const page = mountInPage(Columns, { profile: profile({ columns }) })
    const heights = (name: string) =>
      page.findAll(`[aria-label=${name}] rect`).map((bar) => Number(bar.attributes('height')))
    for (const name of ['near', 'far']) await approach(name)
    await approach('far', false)
    const linear = heights('far')
    await page.get('input[type=checkbox]').setValue(true)
    expect(heights('near')[0]).toBeGreaterThan(linear[0] ?? 0)
    expect(heights('far')).toEqual(linear)
    await approach('far')
    expect(heights('far')).toEqual(heights('near'))
  })

  it('leaves a card in its scale again after it was printed', async () => {
    const histogram = [1, 10, 100].map((count, n) => ({ start: n, end: n + 1, count }))
    const page = mountInPage(Columns, { profile: profile({ columns: [column({ histogram })] }) })
    const heights = () => page.findAll('rect').map((bar) => bar.attributes('height'))
    dispatchEvent(new Event('beforeprint'))
    await nextTick()
    dispatchEvent(new Event('afterprint'))
    const printed = heights()
    await page.get('input[type=checkbox]').setValue(true)
    expect(heights()).toEqual(printed)
  })

  it('goes to the column that the address names', async () => {
    location.hash = '#column-50'
    const page = mountInPage(Columns, { profile: profile({ columns: many(60) }) })
    await nextTick()
    expect(page.find('#column-50').attributes('aria-label')).toBe('c50')
  })

  it('filters by name', async () => {
    const page = mountInPage(Columns, { profile: profile({ columns: many(12) }) })
    await page.get('input[type=search]').setValue('c1')
    expect(cards(page).map((card) => card.attributes('aria-label'))).toEqual([
      'c1',
      'c10',
      'c11',
      'c12',
    ])
  })

  it('filters by finding, and tells it on the card', async () => {
    const findings = [finding({ code: 'skewed', columns: ['c2'] })]
    const page = mountInPage(Columns, { profile: profile({ columns: many(3), findings }) })
    await page.findAll('select')[1]?.setValue('skewed')
    await approach('c2')
    expect(cards(page)).toHaveLength(1)
    expect(cards(page)[0]?.text()).toContain('Skewed')
  })
})

describe('Findings', () => {
  it('tells the lines of its examples and leads to its columns', async () => {
    const examples = [{ line: 17, value: 'x' }]
    const findings = [finding({ code: 'mismatched', severity: 'high', columns: ['b'], examples })]
    const page = mountInPage(Findings, { findings, place: 'line' })
    expect(page.text()).toContain('Lines 17 (x)')
    await page.get('li button').trigger('click')
    expect(page.emitted('jump')).toEqual([['b']])
  })

  it('says each finding in other languages, too, with its figures', async () => {
    await loadWords('table_profile/server')
    await choose('de')
    // These say figures that are in their sentences alone.
    const inSentences = ['skewed', 'associated']
    const others = Object.keys(english.finding).filter((code) => !inSentences.includes(code))
    expect(Object.keys(german.finding)).toEqual(others)
    const skewed =
      'It has a long tail of large values (skewness 3.1): the mean is 1349.1, the median 0.5.'
    const associated = 'They rise and fall together (spearman -0.980, 336,776 rows).'
    const findings = [
      finding({ code: 'missing', count: 1_200, share: 0.255 }),
      finding({ code: 'constant', count: 9, share: 1, examples: [{ line: null, value: 0.25 }] }),
      finding({ code: 'skewed', sentence: skewed }),
      finding({ code: 'associated', sentence: associated }),
    ]
    const text = mountInPage(Findings, { findings, place: 'row' }).text()
    expect(text).toContain('1.200 Zeilen (25,5\u00a0%) haben keinen Wert.')
    expect(text).toContain('In jeder Zeile steht derselbe Wert: 0,25.')
    expect(text).toContain('(Schiefe 3,1): Der Mittelwert ist 1349,1, der Median 0,5.')
    expect(text).toContain('(spearman -0,98, 336.776 Zeilen)')
  })

  it('says so when there is nothing to mind', () => {
    expect(mountInPage(Findings, { findings: [], place: 'row' }).text()).toContain(
      'Nothing to mind',
    )
  })
})

describe('FirstRows', () => {
  it('shows rows with their lines, and what is missing as missing', () => {
    const page = mountInPage(FirstRows, {
      profile: profile({
        columns: many(2),
        preview: {
          lines: [2, 3],
          rows: [
            [1, null],
            [2, 'x'],
          ],
        },
      }),
    })
    expect(page.findAll('tbody tr').map((row) => row.text())).toEqual(['21missing', '32x'])
  })

  it('shows some columns, and more of them when asked', async () => {
    const preview = { lines: [2], rows: [many(70).map(({ distinct }) => distinct)] }
    const page = mountInPage(FirstRows, { profile: profile({ columns: many(70), preview }) })
    const names = () => page.findAll('thead button').length
    expect(names()).toBe(30)
    await page.findAll('button').at(-1)?.trigger('click')
    expect(names()).toBe(60)
    expect(page.text()).toContain('Show 10 more columns')
  })
})

describe('HowRead', () => {
  it('tells how, and leads to the next job from this one', () => {
    const page = mountInPage(HowRead, { profile: profile({ keys: [['a', 'b']] }), job: '7' })
    expect(page.text()).toContain('comma')
    expect(page.text()).toContain('a + b')
    expect(page.get('a').attributes('href')).toBe('/new/table-profile?from=7')
  })
})
