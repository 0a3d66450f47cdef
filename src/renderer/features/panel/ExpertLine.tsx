// What the directory says of an expert before they are asked: where, in which languages, what time it is there, and whether the licence is good.
import type { Expert } from '#shared/domain/expert.ts'
import { licenceState } from '#shared/domain/expert.ts'
import { useFormat } from '../../i18n/format.ts'
import { useT } from '../../i18n/useT.ts'

interface ExpertLineProps {
  /** null: not in the directory. */
  expert: Expert | null
  /** Number as the person wrote it into their profile. */
  licence: string | null
}

export function ExpertLine({ expert, licence }: ExpertLineProps) {
  const t = useT()
  const format = useFormat()
  const number = licence ? t('panel.licence', { number: licence }) : t('panel.noLicence')
  if (!expert) return <p className="t-small t-2 p-expert-line">{[number, t('panel.notInDirectory')].join(' · ')}</p>
  const state = licenceState(expert, new Date().toISOString().slice(0, 10))
  const names = new Intl.DisplayNames([t.language], { type: 'region' })
  const tongues = new Intl.DisplayNames([t.language], { type: 'language' })
  return (
    <div className="p-expert-line t-small">
      <span>{[expert.specialty, names.of(expert.country) ?? expert.country, expert.languages.map((code) => tongues.of(code) ?? code).join(', ')].filter(Boolean).join(' · ')}</span>
      <span className="t-2">{t('panel.timeThere', { time: timeIn(expert.timeZone, t.language), zone: expert.timeZone })}</span>
      <span className={state === 'expired' ? 't-warn' : 't-2'}>
        {number}
        {expert.licenceExpiresOn ? ` · ${t(state === 'expired' ? 'panel.licenceExpired' : 'panel.licenceUntil', { day: format.date(expert.licenceExpiresOn) })}` : ''}
      </span>
    </div>
  )
}

/** A zone that this machine does not know is told by its name only. */
function timeIn(timeZone: string, language: string): string {
  try {
    return new Intl.DateTimeFormat(language, { timeZone, weekday: 'short', hour: '2-digit', minute: '2-digit' }).format(new Date())
  } catch {
    return '–'
  }
}
