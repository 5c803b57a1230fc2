/** `MM:SS` below an hour, `H:MM:SS` from there; `wide` forces hours. Rounds down, as a player does. */
export function formatTimecode(ms: number, wide = false): string {
  const total = Math.max(0, Math.floor(ms / 1000));
  const hours = Math.floor(total / 3600);
  const minutes = Math.floor((total % 3600) / 60);
  const rest = `${String(minutes).padStart(2, '0')}:${String(total % 60).padStart(2, '0')}`;
  return hours > 0 || wide ? `${hours}:${rest}` : rest;
}

/** Milliseconds of `12:34`, `1:02:03` or `02:03.5`; null for anything else. */
export function parseTimecode(value: string): number | null {
  const match = /^(?:(\d{1,3}):)?(\d{1,2}):(\d{2})(?:[.,](\d{1,3}))?$/.exec(value.trim());
  if (match === null) return null;
  const [, hours = '0', minutes = '0', seconds = '0', fraction = ''] = match;
  if (Number(seconds) > 59 || (match[1] !== undefined && Number(minutes) > 59)) return null;
  return (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) * 1000 + Number(fraction.padEnd(3, '0'));
}
