// The options of the report in the order in which the board ranks them: a change of the order is an edit of the report, seen by everybody at once.
import { ROW_ORDER, rowKey } from '#shared/casedoc/layout.ts'
import { useT } from '../../../i18n/useT.ts'
import { useSection } from '../../../data/section.ts'
import { DownIcon, UpIcon } from '../../../ui/icons.ts'
import type { StageProps } from './stageProps.ts'

const LIST = 'options'
const nothing = () => undefined

export function OptionsStage({ shown, desk }: StageProps) {
  const t = useT()
  const section = useSection(shown.optionsRoom, nothing)
  // Order and names live; masked words and facts as the core gave them.
  const live = section?.registers.lists[LIST]
  const options = live ? live.flatMap(({ id }) => shown.options.find((option) => option.id === id) ?? []) : shown.options
  const selected = options[Math.min(desk.at.item, options.length - 1)]
  function move(at: number, step: 1 | -1) {
    const [row, other] = [live?.[at], live?.[at + step]]
    if (!section || !row || !other) return
    section.setField(rowKey(LIST, row.id, ROW_ORDER), String(other.order === row.order ? other.order + step : other.order))
    section.setField(rowKey(LIST, other.id, ROW_ORDER), String(row.order))
    desk.go({ item: at + step })
  }
  return (
    <section className="b-body b-story" aria-label={t('board.stage.options')}>
      <div className="b-column b-pad">
        <h2 className="b-title">{t('board.stage.options')}</h2>
        {options.length === 0 && <p className="b-value b-soft">{t('board.options.none')}</p>}
        <ol className="b-options">
          {options.map((option, i) => (
            <li key={option.id} className="b-option" data-selected={option.id === selected?.id}>
              <button type="button" className="b-option-name" aria-current={option.id === selected?.id} disabled={desk.isHeld} onClick={() => desk.go({ item: i })}>
                <span className="b-digit">{i + 1}</span>
                {option.name || t('board.options.unnamed')}
              </button>
              {section?.writable && !desk.isHeld && option.id === selected?.id && options.length > 1 && (
                <span className="b-moves">
                  <button type="button" className="b-move" disabled={i === 0} aria-label={t('board.options.up', { name: option.name })} onClick={() => move(i, -1)}>
                    <UpIcon aria-hidden />
                  </button>
                  <button type="button" className="b-move" disabled={i === options.length - 1} aria-label={t('board.options.down', { name: option.name })} onClick={() => move(i, 1)}>
                    <DownIcon aria-hidden />
                  </button>
                </span>
              )}
            </li>
          ))}
        </ol>
      </div>
      <div className="b-side">
        {selected?.facts.slice(0, 4).map(({ key, value }) => (
          <div key={key}>
            <h3 className="b-label">{t(`board.fact.${key}`)}</h3>
            <p className="b-value b-clamp">{value}</p>
          </div>
        ))}
        {selected && selected.facts.length === 0 && <p className="b-value b-soft">{t('board.options.noFacts')}</p>}
      </div>
    </section>
  )
}
