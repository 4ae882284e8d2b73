import { addWords, loadWords } from '@longhaul/testing'
import { product } from './product'

addWords(product.messages ?? {})
await loadWords('product')

export * from '@longhaul/testing'
