// Under an open mark: every place where it stands as a proof, and the way there.
import { registerName } from '#shared/casedoc/registerName.ts'
import { casePlace, usePlace } from '../place.ts'
import { useProofUses, useReports } from '../../data/queries.ts'
import { useT } from '../../i18n/useT.ts'
import { ReportIcon, TableIcon, WaitingIcon } from '../../ui/icons.ts'

export function MarkUses({ caseId, annotationId }: { caseId: string; annotationId: string }) {
  const t = useT()
  const uses = useProofUses(caseId).data?.filter((use) => use.annotationId === annotationId)
  const sections = useReports(caseId).data?.template.sections
  if (!uses) return null
  if (uses.length === 0) return <p className="t-small t-3 c-uses">{t('documents.uses.none')}</p>
  return (
    <div className="c-uses">
      <h3 className="t-small t-3">{t('documents.uses.title')}</h3>
      <ul>
        {uses.map(({ place, report, section, question, field, words }) => {
          const part = sections?.find(({ key }) => key === section)
          const name = place !== 'report' ? t(`documents.uses.${place}`) : [t('documents.uses.report', { report: report ?? 0, section: part ? `§${part.number} ${part.title[t.language]}` : (section ?? '') }), ...(question ? [t('documents.uses.question', { question })] : []), ...(field ? [registerName(part, field, t.language)] : [])].join(', ')
          const Icon = place === 'response' ? TableIcon : place === 'timeline' ? WaitingIcon : ReportIcon
          return (
            <li key={`${place} ${report} ${section} ${question} ${field} ${words}`}>
              <button type="button" className="c-row c-use" onClick={() => usePlace.getState().go(casePlace(caseId, place === 'timeline' ? 'overview' : place, { section }), 'jump')}>
                <Icon size={14} className="t-3" aria-hidden />
                <span>
                  <span className="t-small">{name}</span>
                  {words && <span className="t-small t-2 c-use-words">{field || place === 'timeline' ? words : `…${words}`}</span>}
                </span>
              </button>
            </li>
          )
        })}
      </ul>
    </div>
  )
}
