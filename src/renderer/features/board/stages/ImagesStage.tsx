// Key images at the views that were saved, one at a time; the presenter's window, zoom and slice are what everybody sees.
import { useMemo } from 'react'
import { useFormat } from '../../../i18n/format.ts'
import { useT } from '../../../i18n/useT.ts'
import { BoardImage } from './BoardImage.tsx'
import { measuredValue } from './measuredValue.ts'
import { seriesKey } from '#shared/domain/imagingStudy.ts'
import type { StageProps } from './stageProps.ts'

const MOST_FACTS = 4

export function ImagesStage({ shown, desk, presenter, isRoom }: StageProps) {
  const t = useT()
  const format = useFormat()
  const image = shown.images[Math.min(desk.at.item, shown.images.length - 1)]
  const seen = desk.at.view?.SOPInstanceUID ?? image?.anchor.SOPInstanceUID
  const facts = useMemo(() => shown.measurements.filter((one) => one.anchor.SOPInstanceUID === seen && !one.hidden && one.values.length > 0), [shown.measurements, seen])
  if (!image)
    return (
      <section className="b-body b-column" aria-label={t('board.stage.images')}>
        <h2 className="b-title">{t('board.stage.images')}</h2>
        <p className="b-value b-soft">{t('board.images.none')}</p>
      </section>
    )
  return (
    <section className="b-body b-images" aria-label={t('board.stage.images')}>
      <BoardImage key={seriesKey(image.anchor)} shown={shown} image={image} desk={desk} presenter={presenter} isRoom={isRoom} place={t('board.images.of', { n: shown.images.indexOf(image) + 1, count: shown.images.length })} />
      <div className="b-side">
        <h2 className="b-title">{image.label || t('board.images.unnamed')}</h2>
        <ul className="b-facts">
          {facts.slice(0, MOST_FACTS).map((one) => (
            <li key={one.id} className="b-fact">
              <span className="b-fact-what">{one.label || t('board.images.unlabelled')}</span>
              <strong className="b-fact-value">{measuredValue(one, format.decimal)}</strong>
            </li>
          ))}
        </ul>
        {image.note && <p className="b-value b-clamp">{image.note}</p>}
        <span className="b-spacer" />
        {shown.patientWords && (
          <div>
            <h3 className="b-label">{t('board.story.asksWords')}</h3>
            <blockquote className="b-quote b-quote-small">{shown.patientWords}</blockquote>
          </div>
        )}
      </div>
    </section>
  )
}
