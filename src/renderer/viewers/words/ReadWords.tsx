// Recognised words laid over the picture they were read from: selectable and findable, invisible but for a line under the doubtful ones.
import './words.css'
import { memo } from 'react'
import { DOUBTFUL_BELOW, type RecognisedWord } from '#shared/domain/recognition.ts'
import type { PageRect } from '#shared/domain/annotation.ts'
import type { Box } from '../marks/pageGeometry.ts'

/** Class by which a viewer finds the words that can be selected. */
export const READ_WORDS = 'read-words'

const holder: { pen: CanvasRenderingContext2D | null } = { pen: null }

/** Width of words in letters of height 1. */
function naturalWidth(text: string): number {
  holder.pen ??= document.createElement('canvas').getContext('2d')
  if (!holder.pen) return text.length * 0.5
  holder.pen.font = '100px sans-serif'
  return holder.pen.measureText(text).width / 100
}

interface ReadWordsProps {
  words: readonly RecognisedWord[]
  /** Fractions of the page as it is shown. */
  boxOf(rect: PageRect): Box
  /** Width of the shown page divided by its height. */
  aspect: number
}

export const ReadWords = memo(function ReadWords({ words, boxOf, aspect }: ReadWordsProps) {
  return (
    <div className={READ_WORDS}>
      {words.map((word, i) => {
        const { left, top, right, bottom } = boxOf(word.rect)
        const height = bottom - top
        const stretch = ((right - left) * aspect) / Math.max(0.0001, naturalWidth(word.text) * height)
        return (
          <span
            // biome-ignore lint/suspicious/noArrayIndexKey: the words of a page never change their order
            key={i}
            data-doubtful={word.confidence < DOUBTFUL_BELOW || undefined}
            style={{ left: `${left * 100}%`, top: `${top * 100}%`, fontSize: `${height * 100}cqh`, lineHeight: 1, transform: `scaleX(${stretch})` }}
          >
            {word.text}{' '}
          </span>
        )
      })}
    </div>
  )
})
