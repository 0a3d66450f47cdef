// Everything that was taken into the case, delivery by delivery: each opens its result again, with what was set aside, refused or missing and the quality of its studies.
import { usePlace } from '../../app/place.ts'
import { useImports } from '../../data/queries.ts'
import { useFormat } from '../../i18n/format.ts'
import { useT } from '../../i18n/useT.ts'
import { ImportIcon, NextIcon } from '../../ui/icons.ts'

export function Deliveries({ caseId }: { caseId: string }) {
  const t = useT()
  const format = useFormat()
  const go = usePlace((s) => s.go)
  const imports = (useImports(caseId).data ?? []).filter(({ state }) => state === 'done')
  return (
    <section className="intake-part" aria-label={t('intake.deliveries.title')}>
      <h2 className="t-heading">{t('intake.deliveries.title')}</h2>
      {imports.length === 0 && <p className="t-2">{t('intake.deliveries.none')}</p>}
      {imports.map(({ importId, sourceName, documents, images, bytes }) => (
        <button key={importId} type="button" className="intake-delivery" onClick={() => go({ view: 'import', importId, jobId: '' }, 'jump')}>
          <ImportIcon size={16} className="t-3" aria-hidden />
          <span className="intake-delivery-words">
            <span className="t-clip" title={sourceName}>
              {sourceName}
            </span>
            <span className="t-small t-3">{[t('common.documents', { count: documents }), t('import.images', { count: images }), format.bytes(bytes)].join(' · ')}</span>
          </span>
          <NextIcon size={15} className="t-3" aria-hidden />
        </button>
      ))}
    </section>
  )
}
