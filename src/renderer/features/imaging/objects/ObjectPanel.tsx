// A report, key object selection or presentation state that came with the study, as it is written; each line leads to its image.
import { Button } from '@mantine/core'
import type { ObjectReference, ReadableObject, ReadableReport, ReadableView, ReportItem } from '#shared/domain/readableObject.ts'
import { useFormat } from '../../../i18n/format.ts'
import { useT } from '../../../i18n/useT.ts'
import { ErrorState } from '../../../ui/ErrorState.tsx'
import { LoadingLine } from '../../../ui/LoadingLine.tsx'
import { PanelHeader } from '../../../ui/PanelHeader.tsx'
import { StatusIcon } from '../../../ui/StatusIcon.tsx'
import { ToolButton } from '../../../ui/ToolButton.tsx'
import { CloseIcon } from '../../../ui/icons.ts'
import { itemKey } from './placedMarks.ts'
import type { OpenObjects } from './useObjects.ts'

interface ObjectPanelProps {
  open: OpenObjects
  /** The image is in the case and can be shown. */
  canShow(reference: ObjectReference): boolean
  onShow(reference: ObjectReference, view: ReadableView | null): void
}

export function ObjectPanel({ open, canShow, onShow }: ObjectPanelProps) {
  const t = useT()
  const { objects, unreadable } = open
  return (
    <aside className="i-panel i-object" aria-label={open.name} data-region tabIndex={-1}>
      <PanelHeader title={open.name}>
        <ToolButton label={t('imaging.object.close')} icon={CloseIcon} onClick={open.close} />
      </PanelHeader>
      {open.error ? <ErrorState error={open.error} onRetry={open.retry} /> : null}
      {open.isReading && <LoadingLine what={t('imaging.object.reading')} />}
      {unreadable > 0 && <p className="i-note t-small i-warn">{t('imaging.object.unreadable', { count: unreadable })}</p>}
      {objects.map((object) => (
        <ObjectBody key={object.SOPInstanceUID} object={object} open={open} canShow={canShow} onShow={onShow} />
      ))}
    </aside>
  )
}

function ObjectBody({ object, ...rest }: ObjectPanelProps & { object: ReadableObject }) {
  if (object.kind === 'report') return <Report report={object} {...rest} />
  return object.kind === 'view' ? <View view={object} {...rest} /> : null
}

function Report({ report, open, canShow, onShow }: ObjectPanelProps & { report: ReadableReport }) {
  const t = useT()
  const format = useFormat()
  const states = [
    report.verification === 'VERIFIED' ? null : t('imaging.object.unverified'),
    report.preliminary === 'PRELIMINARY' ? t('imaging.object.preliminary') : null,
    report.completion === 'PARTIAL' ? t('imaging.object.partial') : null,
  ].filter((words) => words !== null)
  return (
    <article>
      <h3 className="i-object-title">{report.title ?? t('imaging.object.untitled')}</h3>
      <p className="i-note t-small t-3">{report.date ? format.date(report.date) : t('imaging.studyUndated')}</p>
      {states.length > 0 && (
        <p className="i-damage">
          <StatusIcon status="warn" size={14} />
          <span>{states.join(' · ')}</span>
        </p>
      )}
      <ul className="i-items">
        {report.items.map((item, n) => (
          <ItemLine
            // biome-ignore lint/suspicious/noArrayIndexKey: an item is its place in the report
            key={n}
            item={item}
            isSelected={open.selected === itemKey(report, n)}
            target={(item.shape ? item.shape.on : item.references).find(canShow) ?? null}
            onShow={(reference) => {
              open.select(itemKey(report, n))
              onShow(reference, null)
            }}
          />
        ))}
      </ul>
      {report.truncated && <p className="i-note t-small t-2">{t('imaging.tags.more')}</p>}
    </article>
  )
}

function ItemLine({ item, isSelected, target, onShow }: { item: ReportItem; isSelected: boolean; target: ObjectReference | null; onShow(reference: ObjectReference): void }) {
  const t = useT()
  const points = item.shape ? item.shape.on.length : item.references.length
  const words = (
    <>
      {item.name && <span className="t-small t-3">{item.name}</span>}
      <span className="i-item-value">{item.value ?? (item.shape ? t('imaging.object.shape') : item.space ? t('imaging.object.space', { count: item.space.points.length / 3 }) : points > 0 ? t('imaging.object.image', { count: points }) : '')}</span>
    </>
  )
  const style = { paddingLeft: 16 + item.depth * 10 }
  if (target) {
    return (
      <li>
        <button type="button" className="i-item" style={style} aria-pressed={isSelected} onClick={() => onShow(target)}>
          {words}
          <span className="t-micro i-link">{t('imaging.object.show')}</span>
        </button>
      </li>
    )
  }
  return (
    <li className="i-item" style={style} data-container={item.type === 'CONTAINER'}>
      {words}
      {points > 0 && <span className="t-micro t-3">{t('imaging.object.notHere')}</span>}
    </li>
  )
}

function View({ view, canShow, onShow }: ObjectPanelProps & { view: ReadableView }) {
  const t = useT()
  return (
    <article>
      <h3 className="i-object-title">{view.label || t('imaging.object.untitled')}</h3>
      {(view.description || view.creator) && <p className="i-note t-small t-2">{[view.description, view.creator].filter(Boolean).join(' · ')}</p>}
      {view.notApplied.length > 0 && (
        <p className="i-damage">
          <StatusIcon status="warn" size={14} />
          <span>{t('imaging.object.notApplied', { parts: view.notApplied.join(', ') })}</span>
        </p>
      )}
      <div className="i-views">
        {view.images.map((image, n) => (
          <Button key={`${image.SOPInstanceUID} ${image.frames.join()}`} variant="default" disabled={!canShow(image)} onClick={() => onShow(image, view)}>
            {canShow(image) ? t('imaging.object.showAs', { n: n + 1 }) : t('imaging.object.notHere')}
          </Button>
        ))}
      </div>
    </article>
  )
}
