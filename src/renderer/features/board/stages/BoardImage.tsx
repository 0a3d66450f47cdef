// One key image as the presenter sees it. Whoever presents moves it; others follow smoothly, until they move it themselves.
import { useEffect, useMemo, useRef, useState } from 'react'
import type { ShownCase } from '#shared/contract/workstation/board.contract.ts'
import { seriesKey } from '#shared/domain/imagingStudy.ts'
import { namedPixelsOf } from '#shared/domain/board/namedPixels.ts'
import { useSeries } from '../../../data/queries.ts'
import { useFormat } from '../../../i18n/format.ts'
import { useT } from '../../../i18n/useT.ts'
import { ErrorState } from '../../../ui/ErrorState.tsx'
import { LoadingLine } from '../../../ui/LoadingLine.tsx'
import { DicomViewport, type ViewportHandle } from '../../../viewers/dicom/DicomViewport.tsx'
import type { ReadingAids } from '../../../viewers/dicom/readingAids.ts'
import { openAtView } from '../../../viewers/dicom/openAtView.ts'
import type { ViewportSnapshot } from '../../../viewers/dicom/viewportState.ts'
import type { Desk } from '../steering.ts'
import { ON_ITS_WAY_MS } from '../useBoard.ts'
import { CoverNote, Covered } from './CoveredImage.tsx'
import { applyView, sharedViewOf, viewsDiffer } from '../sharedView.ts'
import { ImageMarks } from './ImageMarks.tsx'
import { useKeyStack } from './keyStack.ts'

interface BoardImageProps {
  shown: ShownCase
  image: ShownCase['images'][number]
  desk: Desk
  presenter: string
  isRoom: boolean
  /** e.g. "Key image 2 of 4". */
  place: string
}

const nothing = () => undefined
const noTone = () => null
/** The room's screen has its own large texts. */
const NO_AIDS: ReadingAids = { facts: new Set(), slices: [], point: null, onPoint: nothing }

export function BoardImage({ shown, image, desk, presenter, isRoom, place }: BoardImageProps) {
  const t = useT()
  const format = useFormat()
  const key = seriesKey(image.anchor)
  const { frames, index, failed, isWaiting, isHere } = useKeyStack(shown.caseId, image.anchor)
  // What is drawn was read ahead; asking for the series says that it is looked at.
  useSeries(shown.caseId, isHere ? image.anchor : null)
  const openAt = useMemo(() => {
    const frame = frames[index]
    const view = image.anchor.view
    // A view of an older version, saved in a smaller pane: shown at least as large as the whole picture fits here.
    return frame ? openAtView(index, frame, view && view.fit === undefined && isWhole(view.zoom) ? { ...view, centre: null } : view) : null
  }, [frames, index, image.anchor.view])

  const named = useMemo(() => namedPixelsOf(frames.map(({ instance }) => instance), image.modality), [frames, image.modality])
  const isCovered = named !== 'none' && shown.patient === null && !desk.led.pixels.includes(key)
  const uncover = () => desk.steer({ pixels: [...desk.led.pixels, key] })

  const handle = useRef<ViewportHandle>(null)
  const [snapshot, setSnapshot] = useState<ViewportSnapshot | null>(null)
  const opened = useRef(image.id)
  // The next key image of the same stack: opened at its own saved view.
  useEffect(() => {
    if (opened.current === image.id || !openAt) return
    opened.current = image.id
    handle.current?.viewport.open(frames, openAt)
  }, [image.id, openAt, frames])

  /** True while this window is moving the picture for somebody else's hand. */
  const applying = useRef(false)
  const latest = useRef(desk)
  latest.current = desk
  const view = desk.at.view
  // Whoever joins late takes up the view that stands, as soon as there is a picture to see it on.
  const isReady = snapshot !== null && snapshot.shown !== null
  const isFrozen = desk.led.frozen !== null
  const wasFrozen = useRef(isFrozen)
  useEffect(() => {
    // A room that was frozen takes up what is led now, whoever's hand let it go on.
    const isThawed = wasFrozen.current && !isFrozen
    wasFrozen.current = isFrozen
    const viewport = handle.current?.viewport
    if (!viewport || !isReady || !view || (latest.current.isOwnWord && !isThawed) || viewsDiffer(sharedViewOf(viewport.snapshot()), view) === false) return
    applying.current = true
    const stop = applyView(viewport, frames, view, () => {
      applying.current = false
    })
    return () => {
      stop()
      applying.current = false
    }
  }, [view, frames, isReady, isFrozen])

  const isAbsent = snapshot?.failure === 'notOnDevice'
  // A slice beside the key image that is led and is still on its way: shown as soon as it has come.
  useEffect(() => {
    if (!isAbsent) return
    const timer = setInterval(() => handle.current?.viewport.retry(), ON_ITS_WAY_MS)
    return () => clearInterval(timer)
  }, [isAbsent])

  const moved = useRef<ViewportSnapshot | null>(null)
  const touched = useRef(Number.NEGATIVE_INFINITY)
  const touch = () => {
    touched.current = performance.now()
  }
  function onState(next: ViewportSnapshot) {
    setSnapshot(next)
    const before = moved.current
    moved.current = next
    // Only a hand on this window's picture moves it for others.
    if (performance.now() - touched.current > HAND_MS) return
    if (applying.current || !before || before.frames !== next.frames || before.size !== next.size || next.shown === null) return
    const now = sharedViewOf(next)
    // A view that only repeats what is led, or the saved view itself, is nobody's movement.
    if (!now || !viewsDiffer(now, latest.current.at.view ?? sharedViewOf(before))) return
    latest.current.go({ view: now })
  }

  if (failed) return <div className="b-image"><ErrorState error={failed.error} onRetry={() => void failed.refetch()} /></div>
  if (isWaiting) return <div className="b-image"><LoadingLine /></div>
  if (!openAt || !image.isHere)
    return (
      <div className="b-image b-absent" role="status">
        <p className="b-value">{t('board.images.notHere')}</p>
        <p className="b-fact-note">{t('board.images.notHereWords')}</p>
      </div>
    )
  // No viewport at all behind the cover: not one frame of the picture may flash.
  if (isCovered && isRoom) return <Covered named={named} onShow={desk.leads ? uncover : null} />
  const pointer = desk.at.view === desk.led.view ? desk.led.pointer : null
  return (
    <div
      className="b-image"
      data-held={desk.isHeld}
      onPointerDownCapture={touch}
      onWheelCapture={touch}
      onKeyDownCapture={(event) => {
        if (desk.isHeld) return
        touch()
        const step = SCROLL_KEYS[event.key]
        if (step === undefined || event.altKey || event.ctrlKey || event.metaKey) return
        // Inside the picture up and down are its slices, as everywhere in imaging; left and right stay the walk.
        event.preventDefault()
        handle.current?.viewport.scrollBy(step)
      }}
      onPointerMove={(event) => {
        if (event.buttons > 0) touch()
        const { left, top, width, height } = event.currentTarget.getBoundingClientRect()
        desk.steer({ pointer: [(event.clientX - left) / width, (event.clientY - top) / height] })
      }}
      onPointerLeave={() => desk.steer({ pointer: null })}
    >
      <DicomViewport
        ref={handle}
        name={`${place}. ${image.label}`}
        title={[image.studyDate ? format.date(image.studyDate) : t('imaging.studyUndated'), image.series]}
        frames={frames}
        modality={image.modality}
        openAt={openAt}
        measurements={[]}
        selectedId={null}
        tool="window"
        isActive={false}
        readOnly
        hideText
        aids={NO_AIDS}
        owner="board"
        toneOf={noTone}
        onActivate={nothing}
        onState={onState}
        onSelect={nothing}
        onDrawn={nothing}
        onChanged={nothing}
        onDelete={nothing}
      />
      {snapshot && <ImageMarks snapshot={snapshot} measurements={shown.measurements} modality={image.modality} />}
      <span className="b-corner" data-at="topLeft">
        {image.studyDate ? format.date(image.studyDate) : t('imaging.studyUndated')}
        <br />
        {image.series || image.modality}
      </span>
      <span className="b-corner" data-at="bottomLeft">{place}</span>
      {isCovered && <CoverNote named={named} onShow={desk.leads ? uncover : null} />}
      {/* Every movement starts the time again. */}
      {pointer && <VanishingPointer key={pointer.join()} at={pointer} name={desk.leads ? '' : presenter} />}
    </div>
  )
}

/** Slices a key scrolls. */
const SCROLL_KEYS: Readonly<Record<string, number>> = { ArrowUp: -1, ArrowDown: 1, Home: Number.NEGATIVE_INFINITY, End: Number.POSITIVE_INFINITY }

/** A movement this long after the last touch is not the hand's. */
const HAND_MS = 800

const POINTER_MS = 2_500

/** Shows where the presenter points and goes when the hand rests. */
function VanishingPointer({ at, name }: { at: readonly [number, number]; name: string }) {
  const t = useT()
  const [isResting, setResting] = useState(false)
  const [x, y] = at
  useEffect(() => {
    const timer = setTimeout(() => setResting(true), POINTER_MS)
    return () => clearTimeout(timer)
  }, [])
  if (isResting) return null
  return (
    <span className="b-pointer" style={{ left: `${x * 100}%`, top: `${y * 100}%` }}>
      <svg viewBox="0 0 24 24" aria-hidden="true">
        <path d="M4 2 L20 12 L12 13.5 L8.5 21 Z" />
      </svg>
      {name && <span>{t('board.steers', { name })}</span>}
    </span>
  )
}

/** CSS pixels per column below which a saved view in a pane of the imaging room showed the whole picture. */
const WHOLE_BELOW = 1.6
const isWhole = (zoom: number) => zoom < WHOLE_BELOW
