import { editDistance } from '../../core/domain/edit-distance.ts';

/** Up to three names that `name` may be a slip for, nearest first. */
export function nearNames(name: string, names: readonly string[]): string[] {
  return names
    .map((candidate) => ({ candidate, distance: editDistance(name.toLowerCase(), candidate.toLowerCase()) }))
    .filter(({ candidate, distance }) => distance <= Math.max(name.length, candidate.length) * 0.4)
    .sort((a, b) => a.distance - b.distance)
    .slice(0, 3)
    .map(({ candidate }) => candidate);
}
