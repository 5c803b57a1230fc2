import type { Company } from '../../core/domain/digest.ts';
import { clipPlain } from '../plain-text.ts';
import type { Catalogue } from '../strings/catalogue.ts';
import { type TableBlock, type TableCell, table } from './blocks.ts';
import { slackLimits } from './limits.ts';
import { countCharacters } from './measure.ts';

type Row = TableBlock['rows'][number];

const nameCharacters = 100;
const contextCharacters = 400;

/** The companies in tables of at most `max` characters, in order, each with its head; none for none. */
export function companyTables(
  companies: readonly Company[],
  { document, importance }: Catalogue,
  max: number,
): TableBlock[] {
  const head = rowOf(document.companyColumns);
  const limit = Math.min(max, slackLimits.tableCharacters) - countCharacters(head) - 'table'.length;
  const groups: Row[][] = [];
  let left = 0;
  for (const company of companies) {
    const row = rowOf([company.name, company.context, importance[company.importance]]);
    const cost = countCharacters(row);
    const group = groups.at(-1);
    if (group !== undefined && cost <= left && group.length < slackLimits.tableRows - 1) group.push(row);
    else {
      groups.push([row]);
      left = limit;
    }
    left -= cost;
  }
  return groups.map((rows) => table([head, ...rows]));
}

function rowOf([name, text, importance]: readonly [string, string, string]): Row {
  return [cell(name, nameCharacters), cell(text, contextCharacters), cell(importance, nameCharacters)];
}

/** Slack refuses an empty cell. */
function cell(text: string, max: number): TableCell {
  return { type: 'raw_text', text: clipPlain(text, max) || '–' };
}
