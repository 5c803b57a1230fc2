import { baseLanguage } from '../../domain/language.ts';
import { withoutFillers } from './fillers.ts';
import { lengthBand, textUnits, unitsPerWord } from './length-bands.ts';

/** Below this many English words' worth of source, length says nothing. */
const minimumWords = 25;
/** From here on the band is the pair's own; below, it widens. */
const fullWords = 100;

/** Why the translation is too short or too long for its source; null where it may be right. */
export function checkLength(
  source: string,
  target: string,
  sourceLanguage: string,
  targetLanguage: string,
): string | null {
  const units = textUnits(withoutFillers(source, sourceLanguage), sourceLanguage);
  const words = units / unitsPerWord(baseLanguage(sourceLanguage));
  if (words < minimumWords) return null;
  const { expected, low, high } = lengthBand(sourceLanguage, targetLanguage);
  const widening = words >= fullWords ? 1 : 1 + (0.6 * (fullWords - words)) / (fullWords - minimumWords);
  const length = textUnits(target, targetLanguage);
  const due = units * expected;
  const from = Math.round(due * low ** widening);
  const to = Math.round(due * high ** widening);
  if (length < from) {
    return `The translation has ${length} characters where ${from}-${to} are due: it leaves things out. Translate every sentence, do not summarise.`;
  }
  if (length > to) {
    return `The translation has ${length} characters where ${from}-${to} are due: it says more than the source. Translate only these lines, add nothing.`;
  }
  return null;
}
