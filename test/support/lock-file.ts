/** The parts of a package-lock.json (version 3) that say what would be installed. */
export interface LockFile {
  readonly packages: Readonly<Record<string, LockedPackage>>;
}

/** One installed package, by the path it is installed at. */
export interface LockedPackage {
  readonly version?: string;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

/**
 * Optional packages that an entry names and the lock file does not hold, as `where -> name`. `npm ci` installs nothing
 * that is not in the lock file, so on the platform that such a package is for, the program would lack its binary.
 */
export function missingOptionalPackages(lock: LockFile): readonly string[] {
  return Object.entries(lock.packages).flatMap(([at, entry]) =>
    Object.keys(entry.optionalDependencies ?? {})
      .filter(
        (name) => !foldersAbove(at).some((folder) => Object.hasOwn(lock.packages, `${folder}node_modules/${name}`)),
      )
      .map((name) => `${at} -> ${name}`),
  );
}

/** Where Node looks for what a package imports: `node_modules/a/node_modules/b` → itself, `node_modules/a/`, the root. */
function foldersAbove(at: string): readonly string[] {
  const folders = at === '' ? [''] : [`${at}/`, ''];
  for (let end = at.lastIndexOf('/node_modules/'); end > 0; end = at.lastIndexOf('/node_modules/', end - 1)) {
    folders.push(`${at.slice(0, end)}/`);
  }
  return folders;
}
