import './theme.css'
import { createLonghaulApp } from '@longhaul'
import { product } from './product'

void createLonghaulApp(product).then((app) => app.mount('#app'))
