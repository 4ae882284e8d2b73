import { describeTranslations } from '@longhaul/testing'

// Only what is translated is checked: English is shown where a language has no file.
describeTranslations(
  import.meta.glob<string>(['./i18n/*.json', './features/*/*.json'], {
    eager: true,
    import: 'default',
    query: '?raw',
  }),
)
