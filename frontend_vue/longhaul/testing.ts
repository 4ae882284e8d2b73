import { QueryClient, VueQueryPlugin } from '@tanstack/vue-query'
import { mount } from '@vue/test-utils'
import { describe, expect, it, vi } from 'vitest'
import { defineComponent, type Component } from 'vue'
import { createMemoryHistory, createRouter } from 'vue-router'
import type { Feature, Job } from './api/types'
import { i18n, loadWords, startWords, useLanguage } from './i18n'
import { PRODUCT, type Product } from './product'

await startWords()
await loadWords('accounts')

export { addWords, loadWords, t } from './i18n'

/** Change the language of the page. */
export async function choose(locale: string) {
  useLanguage().value = locale
  await vi.waitUntil(() => i18n.global.locale.value === locale)
}

export const feature: Feature = {
  slug: 'made-up',
  title: 'Made-up work',
  description: '',
  uploads: [
    {
      name: 'text',
      extensions: [],
      max_bytes: 9,
      max_files: 1,
      max_total_bytes: 9,
      required: false,
    },
  ],
  options_schema: {},
  result_schema: {},
  downloads: [{ name: 'report', title: 'Report', media_type: 'text/html' }],
  sample: false,
  time_limit_seconds: 60,
}

const link = (verb: string) => `/api/v1/made-up/${verb}/1/`

/** The status document of a running job of that feature. */
export const job: Job = {
  id: '1',
  feature: 'made-up',
  status: 'processing',
  phase: 'running',
  progress: { current: 4, total: 10, percent: 40, message: '' },
  attempt: 1,
  max_attempts: 3,
  losses: 0,
  lost_at: null,
  cancel_requested: false,
  title: 'notes.txt',
  options: {},
  error: null,
  created_at: '2026-11-20T09:00:00Z',
  available_at: '2026-11-20T09:00:00Z',
  started_at: '2026-11-20T09:00:10Z',
  finished_at: null,
  expires_at: null,
  files: [],
  links: {
    self: link('status'),
    results: link('results'),
    cancel: link('cancel'),
    retry: link('retry'),
    repeat: link('repeat'),
    delete: link('delete'),
    downloads: { report: link('download-report') },
  },
}

/** Mount a component as the page does, with these answers in the cache. */
export function mountInPage(
  component: Component,
  props = {},
  cache = new QueryClient(),
  product: Partial<Product> = {},
) {
  const page = { component: { render: () => null } }
  const routes = [
    { ...page, path: '/sign-in', name: 'sign-in' },
    { ...page, path: '/new/:feature', name: 'new' },
    { ...page, path: '/jobs/:id', name: 'job' },
    { ...page, path: '/:path(.*)*' },
  ]
  const router = createRouter({ history: createMemoryHistory(), routes })
  return mount(component, {
    props,
    global: {
      plugins: [i18n, router, [VueQueryPlugin, { queryClient: cache }]],
      provide: { [PRODUCT as symbol]: product },
    },
  })
}

/** Call a composable inside a component, and return what it gives. */
export function use<T>(composable: () => T, cache?: QueryClient, product?: Partial<Product>): T {
  let given: T | undefined
  const setup = () => {
    given = composable()
    return () => null
  }
  mountInPage(defineComponent({ setup }), {}, cache, product)
  return given as T
}

/** Expect of each translation that it says what its English file says. `files` are the texts by path. */
export function describeTranslations(files: Record<string, string>) {
  const pairs = Object.keys(files)
    .map((path) => [path.replace(/\w+\.json$/, 'en.json'), path] as const)
    .filter(([english, path]) => english in files && english !== path)

  describe.each(pairs)('the words of %s and %s', (english, other) => {
    const here = messagesOf(JSON.parse(files[english] ?? ''))
    const there = messagesOf(JSON.parse(files[other] ?? ''))

    it('say the same things', () => {
      expect([...there.keys()].sort()).toEqual([...here.keys()].sort())
    })

    it('leave none empty', () => {
      expect([...there].filter(([, message]) => !message.trim())).toEqual([])
    })

    it('have the same places for values', () => {
      for (const [name, message] of here) {
        expect([name, placesOf(there.get(name))]).toEqual([name, placesOf(message)])
      }
    })
  })
}

/** Read messages by their full names. */
function messagesOf(from: unknown, name = ''): Map<string, string> {
  if (typeof from === 'string') return new Map([[name, from]])
  return new Map(
    Object.entries(from as object).flatMap(([key, value]) => [
      ...messagesOf(value, name ? `${name}.${key}` : key),
    ]),
  )
}

const placesOf = (message = '') => [...message.matchAll(/\{\w+\}/g)].map(String).sort()
