import {
  Ban,
  CalendarClock,
  CircleCheck,
  CircleX,
  Hourglass,
  LoaderCircle,
  RotateCw,
} from '@lucide/vue'
import type { Component } from 'vue'
import type { Phase } from '../api/types'

interface Look {
  icon: Component
  colors: string
  spins?: boolean
}

const WAITING = 'bg-waiting-tint text-waiting'
const RUNNING = 'bg-running-tint text-running'
const OFF = 'bg-sunken text-soft'

/** How each phase is shown. Its name is shown beside it, so that color is not the only sign. */
export const LOOKS: Record<Phase, Look> = {
  pending: { icon: Hourglass, colors: WAITING },
  scheduled: { icon: CalendarClock, colors: WAITING },
  queued: { icon: Hourglass, colors: WAITING },
  retrying: { icon: RotateCw, colors: WAITING },
  processing: { icon: LoaderCircle, colors: RUNNING, spins: true },
  running: { icon: LoaderCircle, colors: RUNNING, spins: true },
  cancelling: { icon: Ban, colors: RUNNING },
  completed: { icon: CircleCheck, colors: 'bg-done-tint text-done' },
  failed: { icon: CircleX, colors: 'bg-failed-tint text-failed' },
  cancelled: { icon: Ban, colors: OFF },
}
