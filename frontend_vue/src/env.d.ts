/// <reference types="vite/client" />

import type en from './i18n/en.json'

declare module 'vue-i18n' {
  export interface DefineLocaleMessage extends Record<keyof typeof en, unknown> {}
}
