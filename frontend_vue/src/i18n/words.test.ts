import { describe, expect, it } from 'vitest'
import { LOCALES } from './locale'

const files = import.meta.glob<string>(['./*/*.json', '../features/*/*.json'], {
  eager: true,
  import: 'default',
  query: '?raw',
})
const others = Object.keys(LOCALES).filter((locale) => locale !== 'en')
const pairs = Object.keys(files)
  .filter((path) => path.endsWith('/en.json'))
  .flatMap((path) => others.map((locale) => [path, path.replace('/en.', `/${locale}.`)] as const))

/** Read a file's messages by their full names. */
function messagesOf(
  path: string,
  from: unknown = JSON.parse(files[path] ?? '{}'),
  name = '',
): Map<string, string> {
  if (typeof from === 'string') return new Map([[name, from]])
  return new Map(
    Object.entries(from as object).flatMap(([key, value]) => [
      ...messagesOf(path, value, name ? `${name}.${key}` : key),
    ]),
  )
}

const placesOf = (message = '') => [...message.matchAll(/\{\w+\}/g)].map(String).sort()

describe.each(pairs)('the words of %s and %s', (english, other) => {
  const [here, there] = [messagesOf(english), messagesOf(other)]

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
