import { i18n } from '..'
import en from './en.json'

// Who works on jobs sees none of these words: they come with the pages of accounts.
i18n.global.mergeLocaleMessage('en', en)
