import { defineAsyncComponent, type Component } from 'vue'
import { ownOr } from './own'

const RESULTS = import.meta.glob<Component>('./*/Result.vue', { import: 'default' })
const GenericResult = defineAsyncComponent(() => import('./GenericResult.vue'))

/** The feature's own view of its result, else one made from the values. */
export const resultOf = ownOr(RESULTS, 'Result', GenericResult)
