// Earlier opinions as they are coded in the report, one line each beside ours: who, where, when, and what they say. The report holds them; here they are read.
import { roomName } from '#shared/casedoc/layout.ts'
import { EARLIER_OPINIONS } from '#shared/domain/earlierOpinions.ts'
import type { Report } from '#shared/domain/report.ts'
import { displayFieldValue } from '#shared/domain/reportFields.ts'
import { rowValue } from '#shared/domain/templateFacts.ts'
import { casePlace, usePlace } from '../../app/place.ts'
import { useReports } from '../../data/queries.ts'
import { useSection } from '../../data/section.ts'
import { useT } from '../../i18n/useT.ts'

const nothing = () => undefined
/** What fits in one line; the whole stands in the report. */
const TOLD = ['diagnosis', 'stage', 'severity', 'cause', 'intent', 'plan']

export function CodedOpinions({ caseId, report }: { caseId: string; report: Report | null }) {
  const t = useT()
  const go = usePlace((s) => s.go)
  const list = useReports(caseId).data?.template.sections.find(({ key }) => key === EARLIER_OPINIONS.section)?.lists.find(({ key }) => key === EARLIER_OPINIONS.list)
  const open = useSection(report && list ? roomName({ kind: 'section', caseId, report: report.number, section: EARLIER_OPINIONS.section }) : null, nothing)
  if (!list || !report) return null
  const rows = open?.registers.lists[list.key] ?? []
  const show = () => go(casePlace(caseId, 'report', { section: EARLIER_OPINIONS.section }), 'jump')
  if (rows.length === 0)
    return (
      <tr>
        <td className="t-2">{list.title[t.language]}</td>
        <td className="t-3">{t('overview.opinionsNotCoded')}</td>
        <td>
          <button type="button" className="c-link" onClick={show}>
            {t('overview.codeOpinion')}
          </button>
        </td>
      </tr>
    )
  return rows.map((row) => {
    const said = (key: string) => {
      const field = list.fields.find((one) => one.key === key)
      return field && rowValue(row, key) !== '' ? displayFieldValue(field, rowValue(row, key), t.language) : ''
    }
    const who = ['author', 'institution', 'givenOn'].map(said).filter(Boolean).join(', ')
    return (
      <tr key={row.id}>
        <td className="t-2">{who || list.one[t.language]}</td>
        <td>{TOLD.map(said).filter(Boolean).join(' · ') || <span className="t-3">{t('common.notStated')}</span>}</td>
        <td>
          <button type="button" className="c-link" aria-label={t('overview.openOpinion', { name: who || list.one[t.language] })} onClick={show}>
            {t('overview.openSection')}
          </button>
        </td>
      </tr>
    )
  })
}
