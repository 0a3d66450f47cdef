// What stands in place of a picture: it is being read, or why it cannot be shown; and the slice said aloud once scrolling rests.
import { Button } from '@mantine/core'
import { type ReactNode, useEffect, useState } from 'react'
import type { LoadFailure } from '#shared/codecs/loadFailure.ts'
import { undecodedName } from '#shared/codecs/transferSyntaxes.ts'
import { useT } from '../../i18n/useT.ts'
import { LoadingLine } from '../../ui/LoadingLine.tsx'
import { HiddenIcon } from '../../ui/icons.ts'
import { StatusIcon } from '../../ui/StatusIcon.tsx'
import type { StackFrame } from './stack.ts'
import type { ViewportSnapshot } from './viewportState.ts'

interface NoticesProps {
  snapshot: ViewportSnapshot | null
  onRetry(): void
  /** What helps with an object whose pixels will never be shown here. */
  helpWith?: ((frame: StackFrame) => ReactNode) | undefined
}

/** These come from the stored bytes and the decoders at hand: trying again gives the same answer. */
const LASTING: readonly LoadFailure[] = ['syntaxNotSupported', 'layoutNotSupported', 'sizeDiffers', 'paletteMissing', 'truncated']

export function ViewportNotices({ snapshot, onRetry, helpWith }: NoticesProps) {
  const t = useT()
  const shownFrame = snapshot && snapshot.shown !== null ? snapshot.frames[snapshot.shown] : undefined
  return (
    <>
      {snapshot?.shown === null && snapshot.frames.length > 0 && (
        <div className="d-state">
          <LoadingLine what={t('imaging.reading', { count: snapshot.frames.length })} />
        </div>
      )}
      {snapshot?.failure && (
        <div className="d-state" role="alert">
          <StatusIcon status="bad" size={18} />
          <strong>{t('imaging.sliceFailed', { n: snapshot.index + 1 })}</strong>
          <span className="t-2">
            {snapshot.failure === 'syntaxNotSupported' && shownFrame ? `${undecodedName(shownFrame.instance.TransferSyntaxUID)}. ` : ''}
            {t(`imaging.failure.${snapshot.failure}`)}
          </span>
          {LASTING.includes(snapshot.failure) ? shownFrame && helpWith?.(shownFrame) : <Button onClick={onRetry}>{t('common.tryAgain')}</Button>}
        </div>
      )}
      <RestingSlice snapshot={snapshot} />
    </>
  )
}

/** Stands over the picture while names are masked: texts that a device burned in are part of it. */
export function MaskedPixels() {
  const t = useT()
  return (
    <div className="d-state d-masked">
      <HiddenIcon aria-hidden />
      <strong>{t('imaging.masked')}</strong>
      <span className="t-2">{t('imaging.maskedWhy')}</span>
    </div>
  )
}

/** Says the slice once scrolling has rested for half a second. */
function RestingSlice({ snapshot }: { snapshot: ViewportSnapshot | null }) {
  const t = useT()
  const [said, setSaid] = useState('')
  const shown = snapshot?.shown ?? null
  const count = snapshot?.frames.length ?? 0
  const playing = snapshot?.isPlaying ?? false
  useEffect(() => {
    if (shown === null || playing) return
    const timer = setTimeout(() => setSaid(t('imaging.sliceOf', { n: shown + 1, count })), 500)
    return () => clearTimeout(timer)
  }, [shown, count, playing, t])
  return (
    <span className="d-said" role="status">
      {said}
    </span>
  )
}
