import { createI18n } from 'vue-i18n'
import en from './en.json'

/** Every word that people see is in the JSON files beside this one. */
export const i18n = createI18n<[typeof en], 'en'>({ locale: 'en', messages: { en } })
