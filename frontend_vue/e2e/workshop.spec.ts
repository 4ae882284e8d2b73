import { readdirSync } from 'node:fs'
import { expect, expectAccessible, expectFitsPhone, test } from './support'

const COMPONENTS = readdirSync('src/ui')
  .filter((name) => name.endsWith('.vue'))
  .map((name) => name.replace('.vue', ''))
// Shown as a part of another, or by every page.
const WITHIN_OTHERS = ['CopyField', 'Dialog', 'Field', 'Form', 'Menu']

test('every component is shown to developers, in both themes', async ({ page }) => {
  await page.goto('/ui')
  for (const name of COMPONENTS.filter((each) => !WITHIN_OTHERS.includes(each))) {
    await expect(page.getByRole('region', { name, exact: true })).toBeVisible()
  }
  await expectAccessible(page)
  await expectFitsPhone(page)
})
