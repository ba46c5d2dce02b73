import Papa from 'papaparse';
import { isSure, type LikelyLabel } from '../../core/labelling';

/** The table of labels as CSV: what is not sure enough has an empty label, and the likely one beside it. */
export function labelTable(documents: readonly LikelyLabel[], wanted: number): string {
  const rows = documents.map((one) => ({
    source: one.name,
    label: isSure(one, wanted) ? one.likely! : '',
    likely: one.likely ?? '',
    confidence: one.confidence,
    text: one.text,
    evidence: one.evidence.map(({ name, label, similarity }) => `${name} (${label}, ${similarity})`).join('; '),
  }));
  return `${Papa.unparse(rows, { newline: '\n' })}\n`;
}
