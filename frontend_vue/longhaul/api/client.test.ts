import { afterEach, expect, it } from 'vitest'
import { pageConfig } from '../product'
import { addressOf } from './client'

const path = '/api/v1/jobs/'

afterEach(() => {
  delete pageConfig.apiRoot
})

it('finds the API where the page comes from', () => {
  expect(addressOf(path)).toBe(`${window.location.origin}${path}`)
})

it.each([
  ['/behind', `${window.location.origin}/behind${path}`],
  ['https://api.example.com', `https://api.example.com${path}`],
])('finds it below %s if the server says so', (root, address) => {
  pageConfig.apiRoot = root
  expect(addressOf(path)).toBe(address)
})
