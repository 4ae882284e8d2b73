import './styles.css'
import './composables/theme'
import { VueQueryPlugin } from '@tanstack/vue-query'
import { createApp } from 'vue'
import { createCache } from './api/cache'
import { ApiError } from './api/problems'
import { sessionQuery } from './api/session'
import App from './App.vue'
import { announce } from './composables/announcer'
import { i18n, loadWords, startWords } from './i18n'
import { createAppRouter } from './router'

const onError = (error: unknown) => {
  if (error instanceof ApiError && error.status === 401) void signInAgain()
}

const queryClient = createCache(onError)
const router = createAppRouter(() => queryClient.query({ ...sessionQuery, staleTime: 'static' }))

async function signInAgain() {
  // Several requests may fail at once, and whoever signed out knows where to go.
  if (queryClient.getQueryData(sessionQuery.queryKey) === null) return
  queryClient.setQueryData(sessionQuery.queryKey, null)
  const { fullPath, name } = router.currentRoute.value
  if (name !== 'sign-in') await router.push({ name: 'sign-in', query: { next: fullPath } })
}

// A part of the page could not be had.
window.addEventListener('vite:preloadError', () => {
  announce(i18n.global.t('error.offline'), { show: true })
})

const app = createApp(App).use(router).use(i18n).use(VueQueryPlugin, { queryClient })
void startWords().then(() => {
  app.mount('#app')
  // Not needed before something goes wrong; until then it would be told in English.
  void loadWords('server')
})
