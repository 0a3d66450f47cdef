// Recognised words for a picture, and where looked-for words stand among them.
import { useEffect, useState } from 'react'
import type { RecognisedPage, RecognisedWord } from '#shared/domain/recognition.ts'
import { formOf } from '#shared/domain/documentForm.ts'
import type { SourceDocument } from '#shared/domain/sourceDocument.ts'
import { folded } from '#shared/domain/searching.ts'
import type { Reveal } from '../../viewers/marks/mark.ts'

/** A document of pictures: nothing can be found or compared in it before its words are recognised. */
export function needsRecognition({ mediaType, hasText }: Pick<SourceDocument, 'mediaType' | 'hasText'>): boolean {
  const form = formOf(mediaType)
  return form === 'picture' || (form === 'pdf' && !hasText)
}

type Load = (page: number) => Promise<RecognisedPage | null>

const none: readonly RecognisedWord[] = []

/** Of a scan, which is page 1. */
export function usePictureWords(load: Load | null): readonly RecognisedWord[] {
  const [words, setWords] = useState(none)
  useEffect(() => {
    let gone = false
    if (!load) setWords(none)
    else void load(1).then((page) => !gone && setWords(page?.words ?? none), () => undefined)
    return () => {
      gone = true
    }
  }, [load])
  return words
}

/** Words of a page that hold one of the looked-for words; accents and case count for nothing. */
export function wordsFound(words: readonly RecognisedWord[], find: readonly string[]): RecognisedWord[] {
  const wanted = find.flatMap((one) => folded(one).split(/\s+/u)).filter(Boolean)
  return words.filter(({ text }) => wanted.some((one) => folded(text).includes(one)))
}

/** A jump to looked-for words on a page of pictures becomes a jump to their places. */
export function useFoundInWords(reveal: Reveal | null, load: Load | null): Reveal | null {
  const [found, setFound] = useState<{ of: Reveal; reveal: Reveal } | null>(null)
  useEffect(() => {
    if (!reveal?.find || !load) return
    let gone = false
    const { find, page } = reveal
    void load(page).then((read) => {
      const rects = wordsFound(read?.words ?? none, find).map(({ rect }) => rect)
      if (!gone && rects.length > 0) setFound({ of: reveal, reveal: { page, rects } })
    }, () => undefined)
    return () => {
      gone = true
    }
  }, [reveal, load])
  return found?.of === reveal ? found.reveal : reveal
}
