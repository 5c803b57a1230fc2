import { VidigestError } from '../../core/domain/errors.ts';
import { stageSchema } from '../../core/domain/usage.ts';
import { type Check, type Finding, fine, toMend, unseen } from '../../core/ports/check.ts';
import { type CheckDeps, type CheckOptions, checkModels, type ModelNote } from './check-models.ts';

/** About the service as a whole: the same for each model, and told once by whoever tells it. */
const service = 'Model service';

/**
 * Looks whether the service is there, takes the key and knows each of the configured models. It costs nothing: no model
 * is asked anything, so that neither credit nor rate limits show.
 */
export function createModelChecks(deps: CheckDeps, options: CheckOptions): readonly Check[] {
  const names = [...new Set(stageSchema.options.map((stage) => options.models[stage]))];
  return names.map((name) => ({
    subject: `Model ${name}`,
    run: (signal) => checkModel(deps, options, name, signal),
  }));
}

async function checkModel(
  deps: CheckDeps,
  options: CheckOptions,
  name: string,
  signal: AbortSignal,
): Promise<readonly Finding[]> {
  const stages = stageSchema.options.filter((stage) => options.models[stage] === name);
  const variables = stages.map((stage) => options.settings[stage]).join(', ');
  const same = <T>(value: T) => ({ outline: value, analysis: value, translation: value });
  let note: ModelNote | null = null;
  const onNote = (seen: ModelNote): void => {
    note = seen;
  };
  const asked = { ...options, models: same(name), settings: same(variables) };
  try {
    await checkModels({ ...deps, onNote }, asked, { signal });
  } catch (error) {
    return [refusalFinding(error, name)];
  }
  return [
    note === null
      ? fine(`Model ${name}`, `is there, for ${stages.join(', ')}`)
      : noteFinding(note, name, options.baseUrl),
  ];
}

/** Rethrows what is no word on the key or the model. */
function refusalFinding(error: unknown, name: string): Finding {
  if (!(error instanceof VidigestError)) throw error;
  const { code, reason = error.message } = error;
  if (code === 'model-unknown') return toMend(`Model ${name}`, reason, 'name a model that the service has');
  if (code === 'model-auth') {
    const advice = 'put a key of the service into ANTHROPIC_API_KEY, and see whose address ANTHROPIC_BASE_URL is';
    return toMend(service, 'ANTHROPIC_API_KEY is not accepted', advice);
  }
  if (code === 'model-credit')
    return toMend(service, 'the account has no credit', 'add some, or use a key of another account');
  throw error;
}

function noteFinding(note: ModelNote, name: string, baseUrl: string): Finding {
  const about = `Model ${name}`;
  switch (note.kind) {
    case 'unreachable':
      return toMend(
        service,
        `${baseUrl} cannot be used: ${note.why}`,
        'see that it can be reached from here, or set ANTHROPIC_BASE_URL',
      );
    case 'lists-none':
      return unseen(
        service,
        `${baseUrl} is there, but does not list its models`,
        'make a digest to see whether its models are there',
      );
    case 'unlisted': {
      const near = note.near === '' ? '' : `; near it: ${note.near}`;
      return unseen(
        about,
        `is not among the models that ${baseUrl} lists${near}`,
        'make a digest to see whether it is there',
      );
    }
    case 'deprecated': {
      const when = note.retiresAt === null ? 'some day' : `on ${note.retiresAt.slice(0, 10)}`;
      return fine(about, `is there, but goes away ${when}`);
    }
  }
}
