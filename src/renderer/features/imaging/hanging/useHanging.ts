// Hanging protocols of this reader: which fit what is looked at, taking one up, remembering it, changing the list.
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { allProtocols, fittingProtocols, type HangingProtocol, hangingKey } from '#shared/domain/hanging.ts'
import type { ImagingStudy } from '#shared/domain/imagingStudy.ts'
import { useT } from '../../../i18n/useT.ts'
import { useToasts } from '../../../ui/toasts.ts'
import type { ViewportSnapshot } from '../../../viewers/dicom/viewportState.ts'
import type { StackEntry } from '../panes.ts'
import { useReading } from '../useReading.ts'
import type { Stage } from '../useStage.ts'
import { hungStage } from './hungStage.ts'

interface HangingSetup {
  studies: readonly ImagingStudy[]
  stage: Stage
  entry: StackEntry | null
  /** Nothing was asked for or remembered: the reader's own way may be taken up. */
  isFresh: boolean
  snapshots: readonly (ViewportSnapshot | null)[]
  link(): void
  unlink(): void
  /** Viewers were scrolled together in an earlier run. */
  wasLinked: boolean
}

export interface Hanging {
  fitting: readonly HangingProtocol[]
  /** Modality and part of the body that a choice is remembered for, as words. */
  subject: string
  chosen: string | null
  apply(protocol: HangingProtocol): void
  /** Takes this one up by itself from now on; null = none. */
  choose(id: string | null): void
}

/** Only mammograms are hung unasked: their four views have one order everywhere. */
const UNASKED: Readonly<Record<string, string>> = { MG: 'mammography' }

export function useHanging({ studies, stage, entry, isFresh, snapshots, link, unlink, wasLinked }: HangingSetup): Hanging {
  const t = useT()
  const { reading, ready, change } = useReading()
  const all = useMemo(() => allProtocols(reading.protocols), [reading.protocols])
  const fitting = useMemo(() => (entry ? fittingProtocols(all, entry) : []), [all, entry])
  const key = entry ? hangingKey(entry) : null
  const chosen = key === null ? null : (reading.chosen[key] ?? null)
  const [linkAt, setLinkAt] = useState<number | null>(() => (wasLinked ? stage.panes.filter((pane) => pane !== null).length : null))

  const apply = useCallback(
    (protocol: HangingProtocol, unasked = false) => {
      const hung = hungStage(protocol, studies)
      unlink()
      if (!hung) {
        if (!unasked) useToasts.getState().show({ words: t('imaging.hanging.nothing') })
        return
      }
      stage.replace(hung)
      setLinkAt(protocol.linked ? hung.panes.filter((pane) => pane !== null).length : null)
    },
    [studies, stage.replace, unlink, t],
  )

  const shown = stage.panes.filter((pane, n) => pane && snapshots[n] && snapshots[n].shown !== null).length
  // Linking needs the positions of all that stands there.
  useEffect(() => {
    if (linkAt === null || linkAt < 2 || shown < linkAt) return
    setLinkAt(null)
    link()
  }, [linkAt, shown, link])

  const begun = useRef(!isFresh)
  useEffect(() => {
    if (begun.current || !ready || !entry) return
    begun.current = true
    const id = chosen ?? UNASKED[entry.series.Modality]
    const protocol = fitting.find((one) => one.id === id)
    if (protocol) apply(protocol, true)
  }, [ready, entry, chosen, fitting, apply])

  const choose = useCallback(
    (id: string | null) => {
      if (key === null) return
      const { [key]: _old, ...others } = reading.chosen
      change({ chosen: id === null ? others : { ...others, [key]: id } })
    },
    [key, reading.chosen, change],
  )
  const part = entry?.series.BodyPartExamined?.trim()
  return { fitting, subject: entry ? [entry.series.Modality, part].filter(Boolean).join(' ') : '', chosen, apply, choose }
}
