// A picture whose pixels may name the patient: black for the room until the presenter, who sees it on the private desk, lets it be seen.
import type { NamedPixels } from '#shared/domain/board/namedPixels.ts'
import { useT } from '../../../i18n/useT.ts'
import { HiddenIcon } from '../../../ui/icons.ts'

interface CoverProps {
  named: NamedPixels
  /** null: somebody else presents. */
  onShow: (() => void) | null
}

/** In the place of the picture. */
export function Covered({ named, onShow }: CoverProps) {
  const t = useT()
  return (
    <div className="b-image b-absent" role="status">
      <p className="b-value b-icon-words">
        <HiddenIcon aria-hidden />
        {t('board.pixels.covered')}
      </p>
      <p className="b-fact-note">{t(named === 'stated' ? 'board.pixels.stated' : 'board.pixels.possible')}</p>
      {onShow && (
        <button type="button" className="b-show" onClick={onShow}>
          {t('board.pixels.show')} <kbd>P</kbd>
        </button>
      )}
    </div>
  )
}

/** Over the picture on the private desk. */
export function CoverNote({ named, onShow }: CoverProps) {
  const t = useT()
  return (
    <div className="b-cover-note" role="status">
      <HiddenIcon aria-hidden />
      <span className="b-cover-words">
        {t('board.pixels.black')} {t(named === 'stated' ? 'board.pixels.stated' : 'board.pixels.possible')}
      </span>
      {onShow && (
        <button type="button" className="b-show" onClick={onShow}>
          {t('board.pixels.show')} <kbd>P</kbd>
        </button>
      )}
    </div>
  )
}
