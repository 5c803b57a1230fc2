import { describe, expect, it } from 'vitest';
import { checkRole } from '../../src/terminal/check-role.ts';
import { parseOperation } from '../../src/terminal/parse-operation.ts';
import { UsageError } from '../../src/terminal/usage-error.ts';

describe('parseOperation', () => {
  it.each([
    [['start'], { kind: 'start', role: 'all' }],
    [['start', '--role', 'gateway'], { kind: 'start', role: 'gateway' }],
    [['start', '--role=worker'], { kind: 'start', role: 'worker' }],
    [['doctor'], { kind: 'doctor', json: false }],
    [['doctor', '--json'], { kind: 'doctor', json: true }],
    [['commands'], { kind: 'commands' }],
    [['backup', 'a.sqlite'], { kind: 'backup', file: 'a.sqlite' }],
    [['restore', 'a.sqlite'], { kind: 'restore', file: 'a.sqlite' }],
    [['restore', '--', '-a.sqlite'], { kind: 'restore', file: '-a.sqlite' }],
  ])('reads %j', (args, command) => {
    expect(parseOperation(args)).toEqual(command);
  });

  it.each([[[]], [['digest', 'start']], [['--version']], [['start', '--help']], [['backup', '-h']]])(
    'leaves %j to others',
    (args) => {
      expect(parseOperation(args)).toBeNull();
    },
  );

  it.each([
    [['start', '--role', 'gatewy'], 'did you mean gateway?'],
    [['start', '--rol', 'all'], 'did you mean --role?'],
    [['start', '--role'], '--role'],
    [['start', 'now'], 'start takes no arguments but --role'],
    [['doctor', 'slack'], 'doctor takes no arguments but --json'],
    [['doctor', '--jsn'], 'did you mean --json?'],
    [['commands', 'now'], 'commands takes no arguments'],
    [['commands', '--json'], 'commands knows no option --json'],
    [['backup', 'a', '--role', 'all'], 'backup knows no option --role'],
    [['backup'], 'one file'],
    [['backup', 'a', 'b'], 'one file'],
  ])('says what is wrong with %j', (args, part) => {
    expect(() => parseOperation(args)).toThrow(UsageError);
    expect(() => parseOperation(args)).toThrow(part);
  });
});

describe('checkRole', () => {
  it('lets a gateway or worker start only where others can share its work', () => {
    expect(() => checkRole('gateway', null)).toThrow('DATABASE_URL');
    expect(() => checkRole('worker', null)).toThrow('DATABASE_URL');
    checkRole('all', null);
    checkRole('worker', 'postgres://localhost/vidigest');
  });
});
