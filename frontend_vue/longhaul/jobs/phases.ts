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
  colours: string
  spins?: boolean
}

const WAITING = 'bg-waiting-tint text-waiting'
const RUNNING = 'bg-running-tint text-running'
const OFF = 'bg-sunken text-soft'

/** How each phase is shown; its word is in the translations, so colour never stands alone. */
export const LOOKS: Record<Phase, Look> = {
  pending: { icon: Hourglass, colours: WAITING },
  scheduled: { icon: CalendarClock, colours: WAITING },
  queued: { icon: Hourglass, colours: WAITING },
  retrying: { icon: RotateCw, colours: WAITING },
  processing: { icon: LoaderCircle, colours: RUNNING, spins: true },
  running: { icon: LoaderCircle, colours: RUNNING, spins: true },
  cancelling: { icon: Ban, colours: RUNNING },
  completed: { icon: CircleCheck, colours: 'bg-done-tint text-done' },
  failed: { icon: CircleX, colours: 'bg-failed-tint text-failed' },
  cancelled: { icon: Ban, colours: OFF },
}
