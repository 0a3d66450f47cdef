// Above the course of the illness: which lanes stand in it, how large it is drawn, and the way to put something into it.
import { useT } from '../../i18n/useT.ts'
import { AddIcon, FitIcon, TableIcon, ZoomInIcon, ZoomOutIcon } from '../../ui/icons.ts'
import { ToolButton } from '../../ui/ToolButton.tsx'
import type { Lane } from './timelineLayout.ts'

interface TimelineToolsProps {
  /** Lanes that hold anything. */
  lanes: readonly Lane[]
  hidden: ReadonlySet<Lane>
  zoom: number
  asTable: boolean
  canAdd: boolean
  onLane(lane: Lane): void
  onZoom(zoom: number): void
  onTable(): void
  onAdd(): void
}

export const LARGEST_ZOOM = 32

export function TimelineTools({ lanes, hidden, zoom, asTable, canAdd, onLane, onZoom, onTable, onAdd }: TimelineToolsProps) {
  const t = useT()
  return (
    <>
      {lanes.length > 1 && (
        // biome-ignore lint/a11y/useSemanticElements: toggles of a picture, not fields of a form
        <span className="timeline-filter" role="group" aria-label={t('overview.lanesShown')}>
          {lanes.map((lane) => (
            <button key={lane} type="button" className="c-tool timeline-chip" aria-pressed={!hidden.has(lane)} onClick={() => onLane(lane)}>
              {t(`overview.lane.${lane}`)}
            </button>
          ))}
        </span>
      )}
      {!asTable && (
        <>
          <ToolButton label={t('overview.zoomOut')} icon={ZoomOutIcon} disabled={zoom <= 1} onClick={() => onZoom(Math.max(1, zoom / 2))} />
          <ToolButton label={t('overview.zoomIn')} icon={ZoomInIcon} disabled={zoom >= LARGEST_ZOOM} onClick={() => onZoom(Math.min(LARGEST_ZOOM, zoom * 2))} />
          <ToolButton label={t('overview.zoomAll')} icon={FitIcon} disabled={zoom === 1} onClick={() => onZoom(1)} />
        </>
      )}
      {canAdd && <ToolButton label={t('overview.courseForm.add')} icon={AddIcon} onClick={onAdd} />}
      <ToolButton label={t('overview.asTable')} keys="T" icon={TableIcon} pressed={asTable} onClick={onTable} />
    </>
  )
}
