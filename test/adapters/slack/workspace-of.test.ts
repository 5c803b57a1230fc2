import { describe, expect, it } from 'vitest';
import { toldToWorkspace, workspaceOf } from '../../../src/adapters/slack/workspace-of.ts';

describe('the workspace that is asked', () => {
  it.each<[string, unknown, string]>([
    ['an event', { type: 'event_callback', team_id: 'T1' }, 'T1'],
    ['an event of a shared channel', { team_id: 'T9', authorizations: [{ team_id: 'T1' }] }, 'T1'],
    ['a command', { team_id: 'T1', user_id: 'U1' }, 'T1'],
    ['a button', { type: 'block_actions', team: { id: 'T1' }, user: { team_id: 'T9' } }, 'T1'],
    ['a button in a page elsewhere', { team: { id: 'T9' }, view: { app_installed_team_id: 'T1' } }, 'T1'],
    ['an act in an organisation', { team: null, user: { team_id: 'T1' } }, 'T1'],
    ['nothing', null, ''],
    ['what names none', { type: 'event_callback', team_id: 5 }, ''],
  ])('of %s', (_, body, workspace) => {
    expect(workspaceOf(body)).toBe(workspace);
  });

  it('is what an event and an act are said of, whoever acts', () => {
    const event = { type: 'event_callback', team_id: 'T9', authorizations: [{ team_id: 'T1' }], event: { user: 'U1' } };
    expect(toldToWorkspace(event)).toEqual({ ...event, team_id: 'T1' });
    const press = { type: 'block_actions', team: { id: 'T9', domain: 'x' }, user: { id: 'U1', team_id: 'T9' } };
    const view = { id: 'V1', app_installed_team_id: 'T1' };
    expect(toldToWorkspace({ ...press, view })).toEqual({ ...press, view, team: { id: 'T1', domain: 'x' } });
    expect(toldToWorkspace(press)).toBe(press);
    expect(toldToWorkspace('no body')).toBe('no body');
  });
});
