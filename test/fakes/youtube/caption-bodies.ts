import type { FakeCue, FakeTrack } from './fake-video.ts';

/** A track's text in one of YouTube's formats; srv1, in seconds, is what comes where none is named. */
export function captionBody(track: FakeTrack, format: string | null): { type: string; body: string } {
  if (format === 'json3') return { type: 'application/json', body: json3(track) };
  if (format === 'srv3') return { type: 'text/xml', body: srv3(track) };
  if (format === 'vtt') return { type: 'text/vtt', body: vtt(track) };
  return { type: 'text/xml', body: srv1(track) };
}

/** As the real one: automatic captions have word times, a window event without text, and events that append a break. */
function json3(track: FakeTrack): string {
  const end = track.cues.at(-1)?.endMs ?? 0;
  const window = { tStartMs: 0, dDurationMs: end, id: 1, wpWinPosId: 1, wsWinStyleId: 1 };
  const events =
    track.kind === 'manual'
      ? track.cues.map((cue) => ({ ...timed(cue), segs: [{ utf8: cue.text }] }))
      : [window, ...track.cues.flatMap((cue) => [{ ...timed(cue), wWinId: 1, segs: words(cue) }, append(cue)])];
  return JSON.stringify({ wireMagic: 'pb3', pens: [{}], wsWinStyles: [{}], wpWinPositions: [{}], events });
}

function timed({ startMs, endMs }: FakeCue) {
  return { tStartMs: startMs, dDurationMs: endMs - startMs };
}

function append({ startMs, endMs }: FakeCue) {
  return {
    tStartMs: endMs - 10,
    dDurationMs: Math.max(10, startMs - endMs),
    wWinId: 1,
    aAppend: 1,
    segs: [{ utf8: '\n' }],
  };
}

function words({ startMs, endMs, text }: FakeCue) {
  const parts = text.split(/(?<=\S)(?=\s)/);
  const stepMs = Math.floor((endMs - startMs) / (parts.length + 1));
  return parts.map((utf8, index) =>
    index === 0 ? { utf8, acAsrConf: 0 } : { utf8, tOffsetMs: index * stepMs, acAsrConf: 0 },
  );
}

function srv3({ cues }: FakeTrack): string {
  const rows = cues.map((cue) => `<p t="${cue.startMs}" d="${cue.endMs - cue.startMs}">${escapeXml(cue.text)}</p>`);
  return `<?xml version="1.0" encoding="utf-8" ?><timedtext format="3">\n<body>\n${rows.join('\n')}\n</body>\n</timedtext>`;
}

/** Escaped twice, as the real one's. */
function srv1({ cues }: FakeTrack): string {
  const rows = cues.map((cue) => {
    const dur = (cue.endMs - cue.startMs) / 1000;
    return `<text start="${cue.startMs / 1000}" dur="${dur}">${escapeXml(escapeXml(cue.text))}</text>`;
  });
  return `<?xml version="1.0" encoding="utf-8" ?><transcript>${rows.join('')}</transcript>`;
}

function vtt({ language, cues }: FakeTrack): string {
  const rows = cues.map((cue) => `${vttTime(cue.startMs)} --> ${vttTime(cue.endMs)}\n${escapeXml(cue.text)}`);
  return `WEBVTT\nKind: captions\nLanguage: ${language}\n\n${rows.join('\n\n')}\n`;
}

function vttTime(ms: number): string {
  return new Date(ms).toISOString().slice(11, 23);
}

function escapeXml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}
