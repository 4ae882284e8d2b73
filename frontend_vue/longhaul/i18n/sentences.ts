import { i18n, messagesIn } from '.'
import { formatNumber } from './format'

// Codes such as 007 are not numbers.
const NUMBER = String.raw`-?(?:0|[1-9][\d,]*)(?:\.\d+)?(?:e[+-]?\d+)?`

/**
 * Say in the page's language a sentence that the server has filled in, if an area has words for it:
 * `Line {#line} of {file} …` there stands for one with any number and any text in these places.
 */
export function inOtherWords(area: string, original: string): string | undefined {
  for (const [sentence, message] of messagesIn(`${area}.sentences`)) {
    const found = patternOf(sentence).exec(original)
    if (found) return i18n.global.rt(message, valuesOf(sentence, found.groups))
  }
  return undefined
}

function patternOf(sentence: string): RegExp {
  const escaped = sentence.replace(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`)
  const places = escaped.replace(/\\\{(#?)(\w+)\\\}/g, (_place, sign: string, name: string) =>
    sign ? `(?<${name}>${NUMBER})` : `(?<${name}>.+)`,
  )
  return new RegExp(`^${places}$`, 's')
}

function valuesOf(sentence: string, texts: Record<string, string> = {}) {
  const written = ([name, text]: [string, string]) =>
    sentence.includes(`{#${name}}`) ? formatNumber(Number(text.replaceAll(',', ''))) : text
  return Object.fromEntries(Object.entries(texts).map((each) => [each[0], written(each)]))
}
