// A scanned or photographed page: upright by its EXIF note, zoomed, turned, with areas marked on it. Its words are pixels, and the screen says so.
import { type CSSProperties, type ReactNode, useCallback, useMemo, useRef, useState } from 'react'
import type { PageRect } from '#shared/domain/annotation.ts'
import type { RecognisedWord } from '#shared/domain/recognition.ts'
import { useFormat } from '../../i18n/format.ts'
import { useT } from '../../i18n/useT.ts'
import { Banner } from '../../ui/Banner.tsx'
import { ContrastIcon, FitIcon, RotateIcon, StraightenIcon, ZoomInIcon, ZoomOutIcon } from '../../ui/icons.ts'
import { LoadingLine } from '../../ui/LoadingLine.tsx'
import { Toolbar } from '../../ui/Toolbar.tsx'
import { ToolButton } from '../../ui/ToolButton.tsx'
import { MarkBoxes, PassingBoxes, placeMarks, StampWords } from '../marks/MarkBoxes.tsx'
import { MarkFlag } from '../marks/MarkFlag.tsx'
import { DragPreview } from '../marks/DragPreview.tsx'
import type { Gesture, Mark, Reveal } from '../marks/mark.ts'
import { type DrawnPlace, type MarkSurface, useMarkDrag } from '../marks/useMarkDrag.ts'
import '../marks/marks.css'
import { useFlash } from '../marks/useFlash.ts'
import { PdfProblem } from '../pdf/PdfProblem.tsx'
import { hasArrived, useArrival } from '../useArrival.ts'
import type { Passage } from '../pdf/textSelection.ts'
import { ReadWords } from '../words/ReadWords.tsx'
import './scan.css'
import { skewOf } from './skew.ts'
import { useScanSelection } from './useScanSelection.ts'
import { areaOnPicture, pictureRectToFractions, pointOnPicture, pointSizeOn, turnedSize, type Size, type Turn } from './scanGeometry.ts'

export interface ScanReaderProps {
  address: string
  name: string
  head?: ReactNode
  tools?: ReactNode
  /** Tools at the far right. */
  end?: ReactNode
  marks: readonly Mark[]
  selectedMark: string | null
  onSelectMark(id: string | null): void
  onDragMark?: ((id: string, transfer: DataTransfer) => void) | undefined
  reveal: Reveal | null
  /** Said above the picture; default: that find cannot reach it. */
  notice?: ReactNode
  /** Words read from the picture. */
  words?: readonly RecognisedWord[]
  /** Told after words were selected. */
  onSelected?(passages: readonly Passage[]): void
  /** Gives the way to what is selected now. */
  onReady?(selection: (() => Passage[]) | null): void
  /** Set to other than words: the pointer draws. Places are pixels of the upright picture, origin top left. */
  gesture: Gesture | null
  onDrawn(place: DrawnPlace): void
}

const nextTurn: Readonly<Record<Turn, Turn>> = { 0: 90, 90: 180, 180: 270, 270: 0 }

export function ScanReader(props: ScanReaderProps) {
  const { address, name, marks, selectedMark, reveal } = props
  const t = useT()
  const format = useFormat()
  const stage = useRef<HTMLDivElement>(null)
  const sheet = useRef<HTMLDivElement>(null)
  const [natural, setNatural] = useState<Size | 'broken' | 'missing' | null>(null)
  const [turn, setTurn] = useState<Turn>(0)
  const [zoom, setZoom] = useState(1)
  const [skew, setSkew] = useState(0)
  const [strong, setStrong] = useState(false)
  const image = useRef<HTMLImageElement>(null)
  const size = typeof natural === 'string' ? null : natural
  const arrivals = useArrival(address, natural === 'missing')
  const shown = size && fitted(size, turn, zoom, stage.current)

  const show = useCallback(
    async (_page: number, rects: readonly PageRect[]) => {
      const first = rects[0]
      const picture = sheet.current
      if (!first || !picture || !stage.current || !size) return
      const box = pictureRectToFractions(first, size)
      stage.current.scrollTo({ top: box.top * picture.clientHeight - stage.current.clientHeight * 0.3, left: box.left * picture.clientWidth - 40 })
    },
    [size],
  )
  const flash = useFlash(size ? show : null, reveal)
  const placed = useMemo(
    () => (size ? placeMarks(marks, (rect) => pictureRectToFractions(rect, size)) : []),
    [marks, size],
  )
  const known = reveal && marks.find((mark) => mark.rects[0]?.every((value, i) => value === reveal.rects[0]?.[i]))
  const surface = useMemo(() => size && surfaceOf(sheet, turn, size), [turn, size])
  const isDrawing = props.gesture !== null && props.gesture !== 'words'
  const drag = useMarkDrag(surface, props.gesture, props.onDrawn)

  const selection = useScanSelection(sheet, size, turn, props.onReady)
  function finishSelection() {
    const passages = selection()
    if (passages.length > 0) props.onSelected?.(passages)
  }

  return (
    <div className="scan-reader">
      <Toolbar label={t('documents.viewer.tools')}>
        {props.head}
        <span className="c-spacer" />
        {props.tools}
        <ToolButton label={t('documents.viewer.rotate')} icon={RotateIcon} onClick={() => setTurn(nextTurn[turn])} />
        <ToolButton label={t('documents.viewer.straighten')} icon={StraightenIcon} pressed={skew !== 0} disabled={!size} onClick={() => setSkew(skew === 0 && image.current ? measuredSkew(image.current) : 0)} />
        <ToolButton label={t('documents.viewer.contrast')} icon={ContrastIcon} pressed={strong} onClick={() => setStrong(!strong)} />
        <ToolButton label={t('documents.viewer.fitPage')} icon={FitIcon} onClick={() => setZoom(1)} />
        <ToolButton label={t('documents.viewer.zoomOut')} keys="-" icon={ZoomOutIcon} onClick={() => setZoom(Math.max(0.5, zoom / 1.25))} />
        <span className="t-2 t-number">{shown && size ? format.percent((shown.width / turnedSize(size, turn).width) * 100) : ''}</span>
        <ToolButton label={t('documents.viewer.zoomIn')} keys="+" icon={ZoomInIcon} onClick={() => setZoom(Math.min(16, zoom * 1.25))} />
        {props.end}
      </Toolbar>
      {props.notice ?? <Banner>{t('documents.viewer.noText')}</Banner>}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by key (WCAG 2.1.1) */}
      <div ref={stage} className="scan-stage" tabIndex={0} role="document" aria-label={name} data-focus="inside" onPointerUp={isDrawing ? undefined : finishSelection} onKeyUp={finishSelection}>
        {natural === null && <LoadingLine what={t('documents.viewer.opening')} />}
        {typeof natural === 'string' && <PdfProblem failure={natural === 'missing' ? 'unreachable' : 'damaged'} />}
        <div ref={sheet} className="scan-sheet" data-area={isDrawing || undefined} style={shown ?? hidden} {...drag.handlers}>
          <div className="scan-picture" data-strong={strong || undefined} style={shown && size ? turnedStyle(shown, turn, skew) : undefined}>
            <img
              key={arrivals}
              ref={image}
              className="scan-image"
              src={address}
              alt={t('documents.viewer.scanAlt', { name })}
              onLoad={(event) => setNatural({ width: event.currentTarget.naturalWidth, height: event.currentTarget.naturalHeight })}
              onError={() => void hasArrived(address, AbortSignal.timeout(5_000)).then((here) => setNatural(here ? 'broken' : 'missing'))}
            />
            {size && props.words && props.words.length > 0 && <ReadWords words={props.words} boxOf={(rect) => pictureRectToFractions(rect, size)} aspect={size.width / size.height} />}
            <MarkBoxes placed={placed} selected={selectedMark} flashing={flash && known ? known.id : null} />
            {reveal && !known && size && <PassingBoxes boxes={reveal.rects.map((rect) => pictureRectToFractions(rect, size))} flash={flash} />}
            <StampWords placed={placed} />
            {placed.map(({ mark, boxes }) => (
              <MarkFlag key={mark.id} mark={mark} top={boxes[0]?.top ?? 0} left={boxes[0]?.left} selected={mark.id === selectedMark} onSelect={props.onSelectMark} onDrag={props.onDragMark} />
            ))}
          </div>
          <DragPreview box={drag.box} trails={drag.trails} />
        </div>
      </div>
    </div>
  )
}

const hidden: CSSProperties = { visibility: 'hidden', width: 0, height: 0 }
const margin = 48

function fitted(size: Size, turn: Turn, zoom: number, stage: HTMLElement | null): Size {
  const upright = turnedSize(size, turn)
  const fit = stage ? Math.min((stage.clientWidth - margin) / upright.width, (stage.clientHeight - margin) / upright.height, 1) : 1
  return { width: upright.width * fit * zoom, height: upright.height * fit * zoom }
}

function turnedStyle(shown: Size, turn: Turn, skew: number): CSSProperties {
  const upright = turnedSize(shown, turn)
  return { ...upright, left: (shown.width - upright.width) / 2, top: (shown.height - upright.height) / 2, transform: `rotate(${turn - skew}deg)` }
}

const SKEW_WIDTH = 600

/** Of the picture as it is stored; its pixels stay as they are. */
function measuredSkew(image: HTMLImageElement): number {
  const [width, height] = [SKEW_WIDTH, Math.round((SKEW_WIDTH * image.naturalHeight) / image.naturalWidth)]
  const canvas = Object.assign(document.createElement('canvas'), { width, height })
  const pen = canvas.getContext('2d', { willReadFrequently: true })
  if (!pen) return 0
  pen.drawImage(image, 0, 0, width, height)
  const { data } = pen.getImageData(0, 0, width, height)
  const grey = Uint8Array.from({ length: width * height }, (_, i) => ((data[i * 4] ?? 255) + (data[i * 4 + 1] ?? 255) + (data[i * 4 + 2] ?? 255)) / 3)
  return skewOf({ width, height, grey })
}

function surfaceOf(sheet: React.RefObject<HTMLDivElement | null>, turn: Turn, size: Size): MarkSurface {
  const fraction = ({ x, y }: { x: number; y: number }): [number, number] | null => {
    const frame = sheet.current?.getBoundingClientRect()
    return frame ? [(x - frame.left) / frame.width, (y - frame.top) / frame.height] : null
  }
  return {
    pointSize: pointSizeOn(size),
    pointAt: (at) => {
      const found = fraction(at)
      const point = found && pointOnPicture(found, turn, size)
      return point && { page: 1, point }
    },
    areaBetween: (a, b) => {
      const [from, to] = [fraction(a), fraction(b)]
      const rect = from && to && areaOnPicture(from, to, turn, size)
      return rect && { page: 1, rects: [rect], quote: '' }
    },
  }
}
