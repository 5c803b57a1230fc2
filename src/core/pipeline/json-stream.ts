import { isJsonSpace, readJson } from './lenient-json.ts';

export interface JsonFieldHandlers {
  /** A field of the top-level object is complete. Arrays are reported too, after their last item. */
  readonly onField?: (name: string, value: unknown) => void;
  /** An element of an array that is a field of the top-level object is complete; `index` counts from 0. */
  readonly onItem?: (name: string, index: number, value: unknown) => void;
}

export interface JsonFieldStream {
  /** Takes the next piece of text; handlers run synchronously, in the order of the text. */
  push(delta: string): void;
  /** Forgets everything: the next piece begins a new answer, and its events come from the start again. */
  reset(): void;
}

interface Capture {
  readonly pieces: string[];
  readonly kind: 'string' | 'container' | 'scalar';
  depth: number;
  inString: boolean;
  escaped: boolean;
}
type Place = 'seek' | 'first-key' | 'key' | 'colon' | 'value' | 'item' | 'over';

interface State {
  place: Place;
  capture: Capture | null;
  name: string | null;
  fields: number;
  items: unknown[];
}

/**
 * Reads an answer while it is written: the first object after any fence or prose, field by field. Each character is
 * looked at once. A value that is no JSON ends the reading without a report; the finished text is for `parseModelJson`
 * to judge.
 */
export function createJsonFieldStream(handlers: JsonFieldHandlers): JsonFieldStream {
  let state = begin();
  return {
    push(delta) {
      let at = 0;
      while (at < delta.length && state.place !== 'over') {
        at =
          state.capture === null ? step(state, delta, at, handlers) : resume(state, state.capture, delta, at, handlers);
      }
    },
    reset() {
      state = begin();
    },
  };
}

function begin(): State {
  return { place: 'seek', capture: null, name: null, fields: 0, items: [] };
}

/** Handles one character between values; returns the index to go on from. */
function step(state: State, text: string, at: number, handlers: JsonFieldHandlers): number {
  const char = text[at] ?? '';
  if (state.place === 'seek') {
    if (char === '{') state.place = 'first-key';
    return at + 1;
  }
  if (isJsonSpace(char)) return at + 1;
  if (state.place === 'first-key' || state.place === 'key') return stepKey(state, char, at);
  if (state.place === 'colon') {
    if (char === ':') state.place = 'value';
    else giveUp(state);
    return char === ':' ? at + 1 : at;
  }
  if (state.place === 'value' && char === '[') {
    state.items = [];
    state.place = 'item';
    return at + 1;
  }
  if (state.place === 'item' && char === ',') return at + 1;
  if (state.place === 'item' && char === ']') {
    report(state, state.items, handlers);
    return at + 1;
  }
  state.capture = startCapture(char);
  return at;
}

function stepKey(state: State, char: string, at: number): number {
  if (char === '"') state.capture = startCapture(char);
  else if (char === '}') state.place = 'over';
  else if (char !== ',' || state.place === 'first-key') giveUp(state);
  else return at + 1;
  return at;
}

/** A brace in prose leads back to the search; a fault inside the answer ends it. */
function giveUp(state: State): void {
  state.place = state.fields + state.items.length === 0 ? 'seek' : 'over';
  state.name = null;
}

function startCapture(char: string): Capture {
  const kind = char === '"' ? 'string' : char === '{' || char === '[' ? 'container' : 'scalar';
  return { pieces: [], kind, depth: 0, inString: false, escaped: false };
}

/** Goes on with the value under way; where it ends, files it. */
function resume(state: State, capture: Capture, text: string, at: number, handlers: JsonFieldHandlers): number {
  const end = endOfValue(capture, text, at);
  capture.pieces.push(text.slice(at, end ?? text.length));
  if (end === null) return text.length;
  state.capture = null;
  const raw = capture.pieces.join('');
  const { value, state: reading } = readJson(`${raw} `, 0);
  if (reading !== 'whole') giveUp(state);
  else if (state.place === 'item') {
    state.items.push(value);
    handlers.onItem?.(state.name ?? '', state.items.length - 1, value);
  } else if (state.place === 'value') report(state, value, handlers);
  else {
    state.name = String(value);
    state.place = 'colon';
  }
  return end;
}

function report(state: State, value: unknown, handlers: JsonFieldHandlers): void {
  state.fields += 1;
  state.place = 'key';
  handlers.onField?.(state.name ?? '', value);
}

/** Index after the value's last character, or null while it goes on. */
function endOfValue(capture: Capture, text: string, from: number): number | null {
  for (let at = from; at < text.length; at += 1) {
    const char = text[at];
    if (capture.kind === 'scalar') {
      if (isJsonSpace(char) || char === ',' || char === ']' || char === '}') return at;
    } else if (capture.inString) {
      if (capture.escaped) capture.escaped = false;
      else if (char === '\\') capture.escaped = true;
      else if (char === '"') {
        capture.inString = false;
        if (capture.depth === 0) return at + 1;
      }
    } else if (char === '"') capture.inString = true;
    else if (char === '{' || char === '[') capture.depth += 1;
    else if (char === '}' || char === ']') {
      capture.depth -= 1;
      if (capture.depth === 0) return at + 1;
    }
  }
  return null;
}
