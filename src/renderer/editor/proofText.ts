// A proof as text: how a chip is stored in the node's one attribute, copied to other programs, and read back. Knows no editor.
import { Proof } from '#shared/domain/report.ts'

/** @returns the attribute's value for a chip */
export function proofToAttribute(proof: Proof): string {
  return JSON.stringify(proof)
}

/** @returns null for anything that is not exactly a proof: a chip that cannot be read is shown as such, never guessed */
export function proofFromAttribute(value: unknown): Proof | null {
  if (typeof value !== 'string') return null
  try {
    return Proof.safeParse(JSON.parse(value)).data ?? null
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}

/** What a copied chip says in another program: "[PET/CT report, p. 1]". */
export function proofAsText(proof: Proof | null): string {
  return proof ? `[${proof.label}]` : '[?]'
}
