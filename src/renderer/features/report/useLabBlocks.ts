// Laboratory values as blocks of the report's text: which quantities have confirmed values, and the block that says them as they are now.
import { useMemo } from 'react'
import { roomName } from '#shared/casedoc/layout.ts'
import type { Annotation, Highlight } from '#shared/domain/annotation.ts'
import type { LabValue } from '#shared/domain/labValue.ts'
import { labBlock, type Quantity, quantitiesOf } from '#shared/domain/labTrend.ts'
import type { Proof } from '#shared/domain/report.ts'
import type { LabBlock } from '#shared/domain/reportBlock.ts'
import type { Language } from '#shared/domain/reviewCase.ts'
import { useAnnotations, useNewAnnotation } from '../../data/annotations.ts'
import { useLabValues } from '../../data/labValues.ts'
import { useDocuments } from '../../data/queries.ts'
import { localisedIn } from '../../i18n/useT.ts'
import { optionOf } from './proofOptions.ts'

export interface LabBlocks {
  ready: boolean
  quantities: readonly { key: string; name: string; values: number }[]
  /** What a block of the quantity would say now; null = it has no confirmed value any more. */
  now(key: string): LabBlock | null
  /** The same to be put into the text: words that no mark holds yet are marked, so that every value has its proof. */
  make(key: string): LabBlock | null
}

const isOf = (value: LabValue) => (mark: Annotation): mark is Highlight => mark.type === 'highlight' && mark.anchor.sha256 === value.anchor.sha256 && mark.anchor.page === value.anchor.page && mark.anchor.quote === value.anchor.quote

export function useLabBlocks(caseId: string, language: Language): LabBlocks {
  const lab = useLabValues(caseId)
  const marks = useAnnotations(roomName({ kind: 'documentAnnotations', caseId }))
  const documents = useDocuments(caseId).data
  const author = useNewAnnotation()
  return useMemo(() => {
    const t = localisedIn(language)
    const words = { place: (name: string, page: number) => t('documents.proofLabel', { name, page }), decimal: (text: string) => text, area: t('report.proof.area') }
    const quantities = quantitiesOf(lab.values)
    const nameOf = ({ analyte, name }: Quantity) => (analyte ? t(`values.analyte.${analyte}`) : name)
    const proofOf = (mark: Annotation): Proof | null => optionOf(mark, documents ?? [], [], words)?.proof ?? null
    const of = (key: string) => quantities.find((one) => one.key === key)
    return {
      ready: lab.ready && marks.ready && documents !== undefined,
      quantities: quantities.map((one) => ({ key: one.key, name: nameOf(one), values: one.values.length })),
      now: (key) => {
        const quantity = of(key)
        return quantity ? labBlock(quantity, nameOf(quantity), (value) => proofOf(marks.annotations.find(isOf(value)) ?? unmarked(value)), language) : null
      },
      make: (key) => {
        const quantity = of(key)
        if (!quantity || !author) return null
        const added: Highlight[] = []
        const block = labBlock(
          quantity,
          nameOf(quantity),
          (value) => {
            const known = marks.annotations.find(isOf(value))
            if (known) return proofOf(known)
            const mark: Highlight = { ...author(), type: 'highlight', anchor: value.anchor, category: 'claim', note: '' }
            added.push(mark)
            return proofOf(mark)
          },
          language,
        )
        marks.saveAll(added)
        return block
      },
    }
  }, [lab.values, lab.ready, marks, documents, author, language])
}

/** Stands for a mark that would be made: its words are compared, its id is not. */
function unmarked({ anchor, decidedBy, decidedByName, decidedAt }: LabValue): Highlight {
  return { id: NO_MARK, author: decidedBy, authorName: decidedByName, createdAt: decidedAt, changedAt: decidedAt, type: 'highlight', anchor, category: 'claim', note: '' }
}
const NO_MARK = '00000000-0000-7000-8000-000000000000' as Highlight['id']

/** Whether two blocks tell a reader the same. */
export function saysTheSame(a: LabBlock, b: LabBlock): boolean {
  const said = ({ caption, head, rows, chart }: LabBlock) => JSON.stringify([caption, head, chart, rows.map(({ cells, proof }) => [cells, proof.anchor])])
  return said(a) === said(b)
}
