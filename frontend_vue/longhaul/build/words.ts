import { baseCompile } from '@intlify/message-compiler'
import type { Plugin } from 'vite'

const WORDS = /\/(i18n|features\/[^/]+)\/(\w+\/)?[a-z]{2}\.json$/

type Message = string | { [name: string]: Message }

/** Compile the messages at build time, so that the page needs no compiler. */
export function words(): Plugin {
  return {
    name: 'words',
    enforce: 'pre',
    transform(code, id) {
      if (!WORDS.test(id)) return undefined
      return JSON.stringify(JSON.parse(code, (_name, value: Message) => compiled(value)))
    },
  }
}

function compiled(value: Message) {
  if (typeof value !== 'string') return value
  return baseCompile(value, { jit: true, optimize: true, minify: true, location: false }).ast
}
