import { ok, type Route } from './context.ts';
import { refusals } from './refusal.ts';
import { schemaProblems } from './schemas.ts';

interface Word {
  readonly name: string;
  readonly name_localizations?: Readonly<Record<string, string>>;
  readonly description?: string;
  readonly type?: number;
  readonly required?: boolean;
  readonly autocomplete?: boolean;
  readonly choices?: readonly unknown[];
  readonly options?: readonly Word[];
}

const locales =
  'id da de en-GB en-US es-ES es-419 fr hr it lt hu nl no pl pt-BR ro fi sv-SE vi tr cs el bg ru uk hi th zh-CN ja zh-TW ko'.split(
    ' ',
  );

/** `PUT /applications/:id/commands`: all of them at once. */
export const replaceCommands: Route = ({ world }, { body }, [id]) => {
  if (id !== world.applicationId) throw refusals.missingAccess();
  if (!Array.isArray(body)) throw refusals.invalidForm(['not a list']);
  const commands: readonly Word[] = body;
  const problems = commands.flatMap((command) => [...schemaProblems('command', command), ...commandProblems(command)]);
  const keys = commands.map(({ name, type = 1 }) => `${type} ${name}`);
  if (new Set(keys).size < keys.length) problems.push('APPLICATION_COMMANDS_DUPLICATE_NAME');
  if (problems.length > 0) throw refusals.invalidForm(problems);
  world.commands = commands.map((command) => ({
    ...command,
    id: world.ids.next(),
    application_id: id,
    version: world.ids.next(),
  }));
  return ok(world.commands);
};

function commandProblems(command: Word): string[] {
  const isTyped = (command.type ?? 1) === 1;
  if (isTyped) return wordProblems(command);
  return [
    ...(command.description === undefined ? [] : ['description: only typed commands have one']),
    ...localeProblems(command),
  ];
}

/** A typed name and its translations, and the same for what belongs to it. */
function wordProblems(word: Word): string[] {
  const { name, description = '', options = [], autocomplete, choices } = word;
  const allNames = [name, ...Object.values(word.name_localizations ?? {})];
  const isForm = (each: string): boolean => /^[-_'\p{L}\p{N}]{1,32}$/u.test(each) && each === each.toLowerCase();
  const optional = options.findIndex(({ required }) => required !== true);
  const late = options.slice(Math.max(0, optional)).some(({ required }) => required === true);
  return [
    ...allNames.filter((each) => !isForm(each)).map((each) => `name: ${each}`),
    ...(description.length > 0 && description.length <= 100 ? [] : [`description of ${name}`]),
    ...localeProblems(word),
    ...(optional >= 0 && late ? [`options of ${name}: required ones come first`] : []),
    ...(autocomplete === true && (choices ?? []).length > 0 ? [`${name}: choices or autocomplete`] : []),
    ...(new Set(options.map((each) => each.name)).size < options.length ? [`options of ${name}: a name twice`] : []),
    ...localizedDuplicates(name, options),
    ...options.flatMap(wordProblems),
  ];
}

function localeProblems({ name_localizations: names = {} }: Word): string[] {
  return Object.keys(names)
    .filter((locale) => !locales.includes(locale))
    .map((locale) => `locale: ${locale}`);
}

function localizedDuplicates(name: string, options: readonly Word[]): string[] {
  return locales
    .filter((locale) => {
      const shown = options.map((option) => option.name_localizations?.[locale] ?? option.name);
      return new Set(shown).size < shown.length;
    })
    .map((locale) => `options of ${name}: a name twice in ${locale}`);
}
