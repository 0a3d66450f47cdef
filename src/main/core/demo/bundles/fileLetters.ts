// Writes letters into a bundle and notes what each says and where.
import { writeLetter } from '../paper/letter.ts'
import type { DocumentTruth } from '../truth.ts'
import type { FiledLetter } from './filedLetter.ts'
import type { BundleDesk } from './makeBundle.ts'

export async function fileLetters(desk: BundleDesk, letters: readonly FiledLetter[]): Promise<DocumentTruth[]> {
  const documents: DocumentTruth[] = []
  for (const { path, kind, plan } of letters) {
    const letter = await writeLetter(plan, desk.fonts)
    await desk.emit(path, letter.bytes)
    documents.push({
      path,
      kind,
      language: plan.language,
      documentDate: plan.date,
      pages: letter.pages,
      hasText: true,
      quotes: letter.quotes,
    })
  }
  return documents
}
