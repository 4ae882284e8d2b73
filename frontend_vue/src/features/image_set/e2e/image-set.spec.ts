import type { Page } from '@playwright/test'
import { expect, expectAccessible, expectFitsPhone, test } from '../../../../e2e/support'

const completed = (page: Page) =>
  expect(page.getByRole('main').getByText('Completed')).toBeVisible({ timeout: 60_000 })
const images = (page: Page) => page.getByRole('button', { name: /^Look at/ })

async function openSample(page: Page) {
  await page.goto('/')
  const card = page.getByRole('article').filter({ hasText: 'Image set' })
  await card.getByRole('button', { name: 'Try it with a sample' }).click()
  await expect(page).toHaveURL(/\/jobs\/[0-9a-f-]+$/)
  await completed(page)
}

/** Draw an image in the browser, as small as an image may be. */
async function draw(page: Page, name: string, color: string) {
  const address = await page.evaluate((fill) => {
    const canvas = document.createElement('canvas')
    const context = canvas.getContext('2d') as CanvasRenderingContext2D
    canvas.width = canvas.height = 64
    context.fillStyle = fill
    context.fillRect(0, 0, 64, 64)
    return canvas.toDataURL('image/png')
  }, color)
  const buffer = Buffer.from(address.split(',')[1] ?? '', 'base64')
  return { name, mimeType: 'image/png', buffer }
}

test('the sample becomes a gallery that can be narrowed', async ({ page }) => {
  await openSample(page)
  await expect(images(page)).toHaveCount(9)
  await expectAccessible(page)
  await page.getByLabel('Show').selectOption({ label: 'coffee.png' })
  await expect(images(page)).toHaveCount(2)
  await expectFitsPhone(page)
})

test('images are looked at one after the other', async ({ page }) => {
  await openSample(page)
  await images(page).first().click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByText('Image 1 of 9')).toBeVisible()
  await expect(dialog.getByRole('img', { name: 'photographs/astronaut.jpg' })).toBeVisible()
  await expectAccessible(page)
  await page.keyboard.press('ArrowRight')
  await expect(dialog.getByText('Image 2 of 9')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
  await expect(images(page).nth(1)).toBeFocused()
})

test('the arrow keys move among the images, and Enter opens one', async ({ page }) => {
  await openSample(page)
  await images(page).first().focus()
  await page.keyboard.press('ArrowRight')
  await expect(images(page).nth(1)).toBeFocused()
  await page.keyboard.press('End')
  await expect(images(page).last()).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog')).toContainText('Image 9 of 9')
  await expectFitsPhone(page)
})

test('the first and the last image keep the focus where it is', async ({ page }) => {
  await openSample(page)
  await images(page).nth(7).click()
  const dialog = page.getByRole('dialog')
  for (const [name, back, end] of [
    ['Next image', 'ArrowLeft', 'Image 9 of 9'],
    ['Previous image', 'ArrowRight', 'Image 1 of 9'],
  ] as const) {
    const button = dialog.getByRole('button', { name })
    for (let step = 0; step < 9; step++) await button.press('Enter')
    await expect(dialog).toContainText(end)
    await expect(button).toBeDisabled()
    await expect(button).toBeFocused()
    await expectAccessible(page)
    await page.keyboard.press(back)
    await expect(button).toBeEnabled()
  }
})

test('several files are chosen, put away, sent, and taken again', async ({ page }) => {
  await page.goto('/new/image-set')
  const [red, blue, green] = [
    await draw(page, 'red.png', 'red'),
    await draw(page, 'blue.png', 'blue'),
    await draw(page, 'green.png', 'green'),
  ]
  const field = page.getByLabel('Choose files')
  await field.setInputFiles([red, blue])
  await field.setInputFiles([green, { ...red, name: 'damaged.png', buffer: Buffer.from('x') }])
  await expect(page.getByText('4 files,')).toBeVisible()
  await page.getByRole('button', { name: 'Remove green.png' }).click()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Start' }).click()
  await completed(page)
  await expect(images(page)).toHaveCount(2)
  await expect(page.getByText('damaged.png: This is no image of a known kind.')).toBeVisible()
  await page.getByRole('link', { name: 'New like this' }).click()
  await expect(page.getByText('Sent before, and taken again')).toBeVisible()
  await expect(page.getByText('blue.png')).toBeVisible()
  await expectAccessible(page)
  const first = page.url()
  await page.getByRole('button', { name: 'Start' }).click()
  await expect(page).not.toHaveURL(first)
  await completed(page)
  await expect(images(page)).toHaveCount(2)
})
