// A 4 px bar. Its meaning stands beside it in words; colour says nothing but "moving" (accent) or "amount" (grey).
interface ProgressBarProps {
  /** 0 to 1; null while the whole is not known. */
  part: number | null
  label: string
  moving?: boolean
}

export function ProgressBar({ part, label, moving = false }: ProgressBarProps) {
  const percent = part === null ? null : Math.round(Math.min(1, Math.max(0, part)) * 100)
  return (
    <div
      className="c-bar"
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      {...(percent === null ? {} : { 'aria-valuenow': percent })}
      {...(moving ? { 'data-tone': 'accent' } : {})}
    >
      <span style={{ width: `${percent ?? 100}%` }} />
    </div>
  )
}
