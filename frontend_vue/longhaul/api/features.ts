import { useQuery } from '@tanstack/vue-query'
import { computed, toValue, type MaybeRefOrGetter } from 'vue'
import { i18n, loadWords, messagesIn, translated } from '../i18n'
import { inOtherWords } from '../i18n/sentences'
import { client } from './client'
import { retryForever } from './query'
import type { Feature, Schema } from './types'

/** The features of this system, in the page's language. */
export function useFeatures() {
  const query = useQuery({
    queryKey: ['features'],
    queryFn: async ({ signal }) => {
      const { data = [] } = await client.GET('/api/v1/features/', { signal })
      await loadFeatureWords(data)
      return data
    },
    retry: retryForever,
    staleTime: Infinity,
  })
  return { ...query, data: computed(() => query.data.value?.map(inWords)) }
}

export function useFeature(slug: MaybeRefOrGetter<string | undefined>) {
  const features = useFeatures()
  return {
    ...features,
    data: computed(() => features.data.value?.find((each) => each.slug === toValue(slug))),
  }
}

// ── Translations of features ───────────────────────────────────────────────────────────────

interface Coded {
  code: string
  title: string
}

/** The folder of a feature has its slug with underscores. */
export const folderOf = (slug: string) => slug.replaceAll('-', '_')
const areaOf = (slug: string) => `${folderOf(slug)}.server`

/** Load the translations of what the server says about features. Missing ones stay English. */
async function loadFeatureWords(features: Feature[]) {
  await Promise.allSettled(features.map(({ slug }) => loadWords(`${folderOf(slug)}/server`)))
}

/** Translate the texts of a feature. */
export function inWords(feature: Feature): Feature {
  const area = areaOf(feature.slug)
  return {
    ...feature,
    title: translated(`${area}.title`, feature.title),
    description: translated(`${area}.description`, feature.description),
    downloads: feature.downloads.map((each) => ({
      ...each,
      title: translated(`${area}.downloads.${each.name}`, each.title),
    })),
    options_schema: { ...schemaInWords(feature.options_schema, `${area}.options`) },
  }
}

function schemaInWords(schema: Schema, place: string): Schema {
  const parts = (schemas?: Record<string, Schema>) =>
    schemas &&
    Object.fromEntries(
      Object.entries(schemas).map(([name, part]) => [
        name,
        schemaInWords(part, `${place}.${name}`),
      ]),
    )
  return {
    ...schema,
    title: translated(`${place}.title`, schema.title),
    description: translated(`${place}.description`, schema.description),
    words: schema.properties ? undefined : choicesInWords(`${place}.choices`),
    properties: parts(schema.properties),
    $defs: parts(schema.$defs),
  }
}

const choicesInWords = (place: string) =>
  new Map(messagesIn(place).map(([choice, message]) => [choice, i18n.global.rt(message)]))

/** The title of a job's error, by the feature's own codes or by those of the server. */
export const titleOfError = (feature: string, { code, title }: Coded) =>
  translated(`${areaOf(feature)}.problems.${code}`, translated(`server.${code}`, title))

/** Translate a sentence about a job that its feature or the server has written. */
export const sentenceOf = (feature: string, original: string) =>
  inOtherWords(areaOf(feature), original) ?? inOtherWords('server', original) ?? original
