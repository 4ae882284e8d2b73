import { defineConfig } from '@playwright/test'
import tests from './playwright.config'

// The same browser as in the tests, on the other errand of taking pictures.
export default defineConfig(tests, { testMatch: ['screenshots/*.ts'], testIgnore: [] })
