/** `01:02:03,456`: hours always, the separator as the format wants it. */
export function cueTime(ms: number, separator: ',' | '.'): string {
  const two = (value: number) => String(value).padStart(2, '0');
  const seconds = Math.floor(ms / 1000);
  const clock = `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
  return `${clock}${separator}${String(ms % 1000).padStart(3, '0')}`;
}
