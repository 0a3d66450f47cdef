// What can stand beside the open document: its translation or original first, then every other file and image series of the case.
import { Menu } from '@mantine/core'
import { type Target, usePlace } from '../../app/place.ts'
import type { SourceDocument } from '#shared/domain/sourceDocument.ts'
import { useStudies } from '../../data/queries.ts'
import { useFormat } from '../../i18n/format.ts'
import { useT } from '../../i18n/useT.ts'
import { BesideIcon } from '../../ui/icons.ts'
import { inOrder } from './documentOrder.ts'
import { pageAnchor, spokenName } from './highlights.ts'

export function BesideMenu({ caseId, document, documents }: { caseId: string; document: SourceDocument; documents: readonly SourceDocument[] }) {
  const t = useT()
  const format = useFormat()
  const studies = useStudies(caseId).data ?? []
  const pair = documents.filter(({ id, translationOf }) => id === document.translationOf || translationOf === document.id)
  const others = inOrder(documents).filter((one) => one.id !== document.id && !pair.includes(one))
  const series = studies.flatMap((study) =>
    study.series.flatMap(({ SeriesInstanceUID, Modality, SeriesDescription, stacks }) => {
      // The first slice is above the body or outside of it.
      const slices = stacks[0]?.SOPInstanceUIDs ?? []
      const SOPInstanceUID = slices[Math.floor(slices.length / 2)]
      const target: Target | null = SOPInstanceUID ? { anchor: { kind: 'image', StudyInstanceUID: study.StudyInstanceUID, SeriesInstanceUID, SOPInstanceUID, frame: 1, FrameOfReferenceUID: null, view: null }, annotationId: null } : null
      return target ? [{ SeriesInstanceUID, name: [Modality, SeriesDescription || study.StudyDescription].filter(Boolean).join(' '), date: study.studyDate, target }] : []
    }),
  )
  if (pair.length + others.length + series.length === 0) return null
  const show = (target: Target) => usePlace.getState().adjust({ beside: target })
  const line = (one: SourceDocument) => (
    <Menu.Item key={one.id} onClick={() => show({ anchor: pageAnchor(one, 1), annotationId: null })}>
      <span className="d-beside-line">
        <span className="t-clip">{spokenName(one.name)}</span>
        <span className="t-small t-3">{one.documentDate ? format.date(one.documentDate) : t('documents.noDate')}</span>
      </span>
    </Menu.Item>
  )
  return (
    <Menu position="bottom-end" transitionProps={{ duration: 0 }} width={320}>
      <Menu.Target>
        <button type="button" className="c-tool" aria-label={t('documents.beside.show')} title={t('documents.beside.show')}>
          <BesideIcon size={18} aria-hidden />
        </button>
      </Menu.Target>
      <Menu.Dropdown className="d-beside-menu">
        {pair.length > 0 && <Menu.Label>{t(document.translationOf ? 'documents.beside.original' : 'documents.beside.translation')}</Menu.Label>}
        {pair.map(line)}
        {others.length > 0 && <Menu.Label>{t('documents.title')}</Menu.Label>}
        {others.map(line)}
        {series.length > 0 && <Menu.Label>{t('documents.beside.images')}</Menu.Label>}
        {series.map(({ SeriesInstanceUID, name, date, target }) => (
          <Menu.Item key={SeriesInstanceUID} onClick={() => show(target)}>
            <span className="d-beside-line">
              <span className="t-clip">{name}</span>
              <span className="t-small t-3">{date ? format.date(date) : t('documents.noDate')}</span>
            </span>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
