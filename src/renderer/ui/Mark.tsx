// The mark of the product: an open ring around one point. Decoration beside the name.
export function Mark({ size = 22 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 24 24" fill="none" aria-hidden="true">
      <path d="M19.5 6.2A9 9 0 1 0 19.5 17.8" stroke="var(--accent)" strokeWidth="2.4" strokeLinecap="round" />
      <circle cx="12" cy="12" r="2.6" fill="var(--text)" />
      <circle cx="20.2" cy="12" r="1.8" fill="var(--accent)" />
    </svg>
  )
}
