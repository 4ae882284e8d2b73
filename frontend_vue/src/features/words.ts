import type { Feature } from '@/api/types'
import { loadWords, translated } from '@/i18n'
import { folderOf } from './own'
import type { Schema } from './schema'

interface Coded {
  code: string
  title: string
}

type Say = <Text extends string | undefined>(key: string, original: Text) => string | Text

const sayOf =
  (slug: string): Say =>
  (key, original) =>
    translated(`${folderOf(slug)}.server.${key}`, original)

/** Have at hand what features bring to be read in this language; what is missing stays English. */
export async function loadFeatureWords(features: Feature[]) {
  await Promise.allSettled(features.map(({ slug }) => loadWords(`${folderOf(slug)}/server`)))
}

/** Put what people read of a feature in the page's language. */
export function inWords(feature: Feature): Feature {
  const say = sayOf(feature.slug)
  return {
    ...feature,
    title: say('title', feature.title),
    description: say('description', feature.description),
    downloads: feature.downloads.map((each) => ({
      ...each,
      title: say(`downloads.${each.name}`, each.title),
    })),
    options_schema: { ...schemaInWords(feature.options_schema, say, 'options') },
  }
}

function schemaInWords(schema: Schema, say: Say, place: string): Schema {
  const parts = (schemas?: Record<string, Schema>) =>
    schemas &&
    Object.fromEntries(
      Object.entries(schemas).map(([name, part]) => [
        name,
        schemaInWords(part, say, `${place}.${name}`),
      ]),
    )
  return {
    ...schema,
    title: say(`${place}.title`, schema.title),
    description: say(`${place}.description`, schema.description),
    properties: parts(schema.properties),
    $defs: parts(schema.$defs),
  }
}

/** Say what went wrong with a job: its feature has words for its own codes. */
export const titleOfError = (feature: string, { code, title }: Coded) =>
  sayOf(feature)(`problems.${code}`, translated(`server.${code}`, title))

export const detailOfError = (feature: string, { code, detail }: Coded & { detail: string }) =>
  sayOf(feature)(`details.${code}`, translated(`server.details.${code}`, detail))
