import '@/theme.css'
import { i18n } from '@longhaul'
import { createApp } from 'vue'
import { createMemoryHistory, createRouter } from 'vue-router'
import { startWords } from '../longhaul/i18n'
import Workshop from './Workshop.vue'

// Every component of the engine in every state. Only Vite's development server has this page.
const routes = [{ path: '/:path(.*)*', component: Workshop }]
const router = createRouter({ history: createMemoryHistory(), routes })
void startWords().then(() => createApp(Workshop).use(router).use(i18n).mount('#app'))
