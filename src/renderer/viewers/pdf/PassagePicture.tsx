// A small picture of a marked passage as it stands on its page, with its surroundings. Drawn once per place, then remembered until the profile is locked.
import { useEffect, useState } from 'react'
import type { PageRect } from '#shared/domain/annotation.ts'
import { drawPassage, type PassageShot, rememberedPassage } from './passageShots.ts'

interface PassagePictureProps {
  address: string
  page: number
  rects: readonly PageRect[]
  alt: string
  /** In place of a picture that cannot be made. */
  instead?: React.ReactNode
}

export function PassagePicture({ address, page, rects, alt, instead = null }: PassagePictureProps) {
  const [shot, setShot] = useState<PassageShot | 'none' | null>(() => rememberedPassage(address, page, rects))
  useEffect(() => {
    if (rememberedPassage(address, page, rects)) return
    const stop = new AbortController()
    drawPassage(address, page, rects, stop.signal).then(
      (made) => !stop.signal.aborted && setShot(made),
      () => !stop.signal.aborted && setShot('none'),
    )
    return () => stop.abort()
  }, [address, page, rects])
  if (shot === 'none') return instead
  if (!shot) return <div className="passage-picture" data-waiting="" aria-hidden="true" />
  return (
    <div className="passage-picture">
      <img src={shot.picture} alt={alt} width={shot.width} height={shot.height} />
    </div>
  )
}
