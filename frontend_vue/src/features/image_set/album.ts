import { formatDay, i18n } from '@longhaul'
import type { Album, Image, Position } from './types'

/** Below this an image looks blurred. */
export const BLURRED = 50

/** Some of the images, by a key that stays when words change. */
export interface Choice {
  key: string
  kind: 'camera' | 'day' | 'place' | 'duplicates' | 'blurred'
  label: string
  images: number[]
}

/** List what the images can be narrowed to. */
export function choicesOf(album: Album): Choice[] {
  const where = (test: (image: Image) => boolean) =>
    album.images.flatMap((image, index) => (test(image) ? [index] : []))
  const blurred = where(({ sharpness }) => sharpness < BLURRED)
  return [
    ...album.duplicates.map(({ images }, index) => ({
      key: `duplicates:${index}`,
      kind: 'duplicates' as const,
      label: fileNameOf(album.images[images[0] ?? 0]?.name ?? ''),
      images,
    })),
    ...album.cameras.map(({ name }) => ({
      key: `camera:${name}`,
      kind: 'camera' as const,
      label: name,
      images: where(({ shot }) => shot.camera === name),
    })),
    ...album.days.map(({ date, images }) => ({
      key: `day:${date}`,
      kind: 'day' as const,
      label: formatDay(`${date}T12:00`),
      images,
    })),
    ...album.places.map(({ position, images }, index) => ({
      key: `place:${index}`,
      kind: 'place' as const,
      label: showPosition(position),
      images,
    })),
    ...(blurred.length
      ? [{ key: 'blurred', kind: 'blurred' as const, label: '', images: blurred }]
      : []),
  ]
}

/** Leave the folders out of a name. */
export const fileNameOf = (name: string) => name.slice(name.lastIndexOf('/') + 1)

/** Write a place as maps do: 28.562° N, 80.577° W. */
export function showPosition({ latitude, longitude }: Position): string {
  const degrees = new Intl.NumberFormat(i18n.global.locale.value, {
    style: 'unit',
    unit: 'degree',
    unitDisplay: 'narrow',
    minimumFractionDigits: 3,
    maximumFractionDigits: 3,
  })
  const write = (value: number, direction: string) =>
    `${degrees.format(Math.abs(value))} ${i18n.global.t(`image_set.compass.${direction}`)}`
  const north = write(latitude, latitude < 0 ? 'south' : 'north')
  return `${north}, ${write(longitude, longitude < 0 ? 'west' : 'east')}`
}

/** Write how a camera was set: 1/250 s · f/5.6 · ISO 200 · 35 mm. */
export function showExposure({ shot }: Image): string {
  const { exposure_seconds: seconds, aperture, iso, focal_length: length } = shot
  return [
    seconds && (seconds < 0.5 ? `1/${Math.round(1 / seconds)} s` : `${seconds} s`),
    aperture && `f/${aperture}`,
    iso && `ISO ${iso}`,
    length && `${length} mm`,
  ]
    .filter(Boolean)
    .join(' · ')
    .replaceAll(/(?<=\d) (?=s|mm)/g, '\u00a0')
}

/** Find where a key of the keyboard leads in a grid; null if it leads nowhere. */
export function nextPlace(key: string, at: number, count: number, columns: number): number | null {
  const to = {
    ArrowRight: at + 1,
    ArrowLeft: at - 1,
    ArrowDown: at + columns,
    ArrowUp: at - columns,
    Home: 0,
    End: count - 1,
  }[key]
  return to === undefined || to < 0 || to >= count ? null : to
}
