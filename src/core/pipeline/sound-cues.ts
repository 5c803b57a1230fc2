/**
 * First or last words of a note on sound, in the languages that captions are mostly made in; lower case. A note is
 * recognised by one of them, so `[upbeat music]` and `[audience laughing]` need no entry.
 */
const soundWords = new Set(
  `music musical song singing sings applause applauding clapping claps cheering cheers laughter laughs laughing laugh chuckles chuckling
  giggles giggling sighs sighing gasps gasping coughs coughing sneezes snorts sniffs sniffles groans groaning screams screaming shouting
  yelling crying sobbing whispering whispers murmuring chatter chattering crosstalk silence inaudible unintelligible indistinct foreign
  clears_throat beep beeping bleep buzzing ringing rings knocking footsteps whoosh whooshing ding dinging humming hums whistling
  barking thunder engine noise noises sound sounds audio
  música musica aplausos aplauso risas risa risos riso silencio silêncio risate risata applausi applauso silenzio ríe
  musik applaus beifall gelächter lachen lacht stille jubel klatschen
  musique applaudissements rires rire silence ovation
  muziek gelach applaus stilte musikk klapp skratt applåder musiikki aplodit naurua nauraa bifald
  muzyka brawa oklaski śmiech hudba potlesk smích zene taps nevetés muzică aplauze râsete
  музыка аплодисменты смех тишина музика оплески сміх
  müzik alkış kahkaha gülme μουσική χειροκρότημα γέλια
  موسيقى تصفيق ضحك الموسيقى מוזיקה מחיאות צחוק संगीत तालियां तालियाँ हंसी हँसी
  âm_nhạc nhạc vỗ_tay tiếng_cười musik tepuk_tangan tertawa
  音楽 拍手 笑い 笑い声 笑 歓声 音乐 音樂 掌声 掌聲 笑声 笑聲 鼓掌 欢呼 歡呼 大笑 笑い泣き 音楽が流れる
  음악 박수 웃음 웃음소리 환호 ดนตรี เพลง เสียงเพลง เสียงปรบมือ เสียงหัวเราะ ปรบมือ หัวเราะ`
    .split(/\s+/)
    .map((word) => word.replace('_', ' ')),
);

/** Bracketed text without brackets in it, or words between asterisks. */
const bracketed = /\[[^[\]]*\]|［[^［］]*］|【[^【】]*】|\([^()]*\)|（[^（）]*）|\*[^*\n]*\*/g;
const notes = /[\u2669-\u266c]/g;
const longestNote = 60;
/** A parenthesis that says one of these is more likely spoken: `(the music industry)`. */
const spokenWords = /(?:^|\s)(?:the|an?|my|our|your|his|her|their|this|that|of|is|was|i|we|you|it)(?:\s|$)/;

/**
 * The text with notes on sound replaced by as many blanks, so that positions stay: `[Music]`, `(laughs)`, `（笑）`,
 * `*sighs*` in many languages, whatever the spacing. Square brackets that fill a caption go whatever they say, unless
 * they hold a sentence. What is sung between ♪ stays, the signs go. Unknown brackets stay: `[ __ ]`, `[the]`, `(sic)`.
 */
export function blankSoundCues(text: string): string {
  if (!/[[［【(（*\u2669-\u266c]/.test(text)) return text;
  const fillsCaption = /^\s*[[【［][^[\]【】［］]*[\]】］]\s*$/.test(text);
  return text
    .replace(bracketed, (note) => (isSoundCue(note, fillsCaption) ? note.replace(/[^\n]/g, ' ') : note))
    .replace(notes, ' ');
}

function isSoundCue(note: string, fillsCaption: boolean): boolean {
  if (note.length > longestNote) return false;
  const content = note.slice(1, -1).replace(notes, ' ').replace(/\s+/g, ' ').trim().toLowerCase();
  if (content === '') return true;
  if (fillsCaption) return /\p{L}/u.test(content) && !/[.?!,。？！]$/.test(content);
  if (soundWords.has(content)) return true;
  const words = content.split(' ');
  const named = soundWords.has(words[0] ?? '') || soundWords.has(words.at(-1) ?? '');
  return named && words.length <= 5 && !(/^[(（*]/.test(note) && spokenWords.test(content));
}
