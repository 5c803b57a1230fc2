import type { NumberMention } from './number-mention.ts';

/** A unit of time, and how many of it make larger ones and how many smaller ones it holds. */
interface Unit {
  readonly words: string;
  readonly larger: readonly number[];
  readonly smaller: number;
}

/** In the languages whose numbers are read. A mention is of the first unit that fits. */
const units: readonly Unit[] = [
  { words: 'seconds?|sekunden?|secondes?|segundos?|秒|초', larger: [60], smaller: 1 },
  { words: 'minutes?|minuten?|minutos?|分(?![之の])|분(?!의)', larger: [60], smaller: 60 },
  { words: 'hours?|stunden?|heures?|horas?|小[时時]|[钟鐘][头頭]|時間|시간', larger: [24], smaller: 60 },
  { words: 'days?|tagen?|tage|jours?|d[ií]as?|[天日]|일', larger: [7, 30], smaller: 24 },
  { words: 'weeks?|wochen?|semaines?|semanas?|[周週]|星期|주', larger: [], smaller: 7 },
  { words: 'months?|monaten?|monate|mois|m[eê]s(?:es)?|[个個かヶカ]月|개월|달', larger: [12], smaller: 30 },
  { words: 'years?|jahren?|jahre|ans|années?|a[ñn]os?|年(?!代)|년(?!대)', larger: [], smaller: 12 },
];
const link = "(?:[\\s-]+(?:of\\s+)?(?:an?\\s+|d'|de\\s+)?|[个個]?半?)";
const after = units.map(({ words }) => new RegExp(`^${link}(?:${words})(?!\\p{Script=Latin})`, 'iu'));
const within = units.map(({ words }) => new RegExp(`(?<!\\p{L})(?:${words})(?!\\p{L})`, 'iu'));
/** What may stand between the parts of one duration: 2時間30分, two hours and 30 minutes. */
const between = /^[\s,]*(?:and|und|et|y|e)?[\s,]*$/iu;

/**
 * The mentions, those of a duration with what it is in the next units as further readings, because languages say the
 * same time differently: half an hour is 30分, 90 minutes 1時間半, 2.5 minutes 2分30秒, a year and a half 18 months.
 * Upwards only to quarters of the larger unit, downwards only from small or broken numbers. Ordered by start, as given.
 */
export function withDurations(mentions: readonly NumberMention[], text: string): NumberMention[] {
  const made = mentions.map((mention) => unitOf(mention, text));
  return mentions.map((current, index) => {
    const unit = made[index]?.unit;
    if (unit === undefined) return current;
    const sums = [
      ...sum(current, made[index], mentions[index + 1], made[index + 1], text),
      ...sum(mentions[index - 1], made[index - 1], current, made[index], text),
    ];
    const own = current.values.includes(0.25) ? [...current.values, 0.75] : current.values;
    return {
      ...current,
      values: [...new Set([...current.values, ...own.flatMap((v) => converted(v, unit)), ...sums])],
    };
  });
}

interface Measured {
  readonly unit: Unit;
  /** End of the number with its unit. */
  readonly end: number;
}

function unitOf(mention: NumberMention, text: string): Measured | undefined {
  const rest = text.slice(mention.end, mention.end + 24);
  for (const [index, unit] of units.entries()) {
    const match = after[index]?.exec(rest);
    if (match) return { unit, end: mention.end + match[0].length };
  }
  const inside = units.find((_, index) => within[index]?.test(mention.text) === true);
  return inside === undefined ? undefined : { unit: inside, end: mention.end };
}

function converted(value: number, { larger, smaller }: Unit): number[] {
  const up = larger.map((count) => value / count).filter((part) => part > 0 && Number.isInteger(part * 4));
  return smaller > 1 && (value <= 3 || !Number.isInteger(value)) ? [...up, value * smaller] : up;
}

/** The whole of two neighbours in falling units, in the larger one. */
function sum(
  first: NumberMention | undefined,
  one: Measured | undefined,
  second: NumberMention | undefined,
  other: Measured | undefined,
  text: string,
): number[] {
  if (first === undefined || second === undefined || one === undefined || other === undefined) return [];
  if (!other.unit.larger.includes(one.unit.smaller) || !between.test(text.slice(one.end, second.start))) return [];
  return first.values.flatMap((v) => second.values.map((w) => v + w / one.unit.smaller));
}
