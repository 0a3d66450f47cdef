// Files that one room found and another takes in: an attachment of a document goes the way of every file that comes from outside.
type Take = (files: readonly File[], caseId: string) => void

let taker: Take | null = null

/** Whoever takes files in says so. @returns ends it */
export function receiveFiles(take: Take): () => void {
  taker = take
  return () => {
    if (taker === take) taker = null
  }
}

/** @returns false when nobody takes files */
export function offerFiles(files: readonly File[], caseId: string): boolean {
  taker?.(files, caseId)
  return taker !== null
}
