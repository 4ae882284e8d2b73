import { gzipSync } from 'node:zlib'
import type { Plugin, Rolldown } from 'vite'

interface Budget {
  /** Everything that a page loads before it can be used. */
  page: number
  style: number
  /** A part that is loaded later. */
  part: number
}

const WORDS = /\/i18n\/(?:page\/)?(\w+)\.json$/
const PAGE = /\/src\/pages\/|Page\.vue$/

type Bundle = Rolldown.OutputBundle
type Chunk = Rolldown.OutputChunk

/**
 * Warn if a page, a style sheet or a lazy part is larger than allowed, in kB of gzip. With `strict`,
 * the build fails.
 */
export function budget(allowed: Budget, strict: boolean): Plugin {
  return {
    name: 'budget',
    apply: 'build',
    writeBundle(_options, bundle) {
      const excesses = [...weigh(bundle)]
        .filter(({ weight, kind }) => weight > allowed[kind])
        .map(
          ({ kind, name, weight }) =>
            `${name} weighs ${weight.toFixed(1)} kB; its budget is ${String(allowed[kind])} (${kind}).`,
        )
      if (excesses.length && strict) this.error(excesses.join('\n'))
      if (excesses.length) this.warn(excesses.join('\n'))
    },
  }
}

interface Weighed {
  kind: keyof Budget
  name: string
  weight: number
}

/**
 * Weigh each page with everything that it loads at first, including the messages of the longest
 * language; each style sheet; and each lazy part.
 */
export function* weigh(bundle: Bundle): Generator<Weighed> {
  const files = Object.values(bundle)
  const chunks = files.filter((file) => file.type === 'chunk')
  const entry = chunks.find((chunk) => chunk.isEntry)
  const always = closure(bundle, entry)
  const words = weightOfWords(chunks)
  for (const chunk of chunks) {
    if (!always.has(chunk)) yield { kind: 'part', name: chunk.fileName, weight: size(chunk.code) }
    if (!PAGE.test(chunk.facadeModuleId ?? '')) continue
    const needed = new Set([...always, ...closure(bundle, chunk)])
    const weight = [...needed].reduce((sum, each) => sum + size(each.code), words)
    yield { kind: 'page', name: chunk.name, weight }
  }
  for (const file of files) {
    if (file.type === 'asset' && file.fileName.endsWith('.css')) {
      yield { kind: 'style', name: file.fileName, weight: size(file.source) }
    }
  }
}

/** Weigh the messages that every page loads, the engine's and the product's, in the longest language. */
function weightOfWords(chunks: Chunk[]): number {
  const weights = new Map<string, number>()
  for (const { facadeModuleId, code } of chunks) {
    const [, language] = WORDS.exec(facadeModuleId ?? '') ?? []
    if (language) weights.set(language, (weights.get(language) ?? 0) + size(code))
  }
  return Math.max(...weights.values())
}

function closure(bundle: Bundle, chunk: Chunk | undefined, seen = new Set<Chunk>()): Set<Chunk> {
  if (!chunk || seen.has(chunk)) return seen
  seen.add(chunk)
  for (const name of chunk.imports) {
    const next = bundle[name]
    if (next.type === 'chunk') closure(bundle, next, seen)
  }
  return seen
}

const size = (content: string | Uint8Array) => gzipSync(content, { level: 9 }).length / 1_000
