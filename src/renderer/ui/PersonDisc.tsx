// A person's initials on their tone of the case. The name is always one focus away; tones are people, never status.
import { Tooltip } from '@mantine/core'
import { initialsOf } from '#shared/domain/people.ts'
import type { ReactNode } from 'react'

const TONES = 7

/** @param place order of joining the case, from 0; chooses the tone */
export function PersonDisc({ name, place, size, detail }: { name: string; place: number; size?: 'large'; detail?: string }) {
  return (
    <Tooltip label={detail ? `${name}, ${detail}` : name}>
      <span className="c-disc" role="img" aria-label={name} style={{ background: `var(--disc-${(place % TONES) + 1})` }} {...(size ? { 'data-size': size } : {})}>
        {initialsOf(name)}
      </span>
    </Tooltip>
  )
}

/** People side by side, the first in front. */
export function PersonDiscs({ children }: { children: ReactNode }) {
  return <span className="c-discs">{children}</span>
}
