import assert from 'node:assert/strict';
import test from 'node:test';
import { controlWorld, JOIN_CODE } from '../../control-world.ts';

const WRONG: [string, unknown, string[]][] = [
  ['nothing', {}, ['/joinCode', '/name']],
  ['a list', [], ['']],
  ['a text', 'Padma', ['']],
  ['nothing at all', null, ['']],
  ['a number as name', { joinCode: JOIN_CODE, name: 5 }, ['/name']],
  ['one letter', { joinCode: JOIN_CODE, name: 'P' }, ['/name']],
  ['spaces only', { joinCode: JOIN_CODE, name: '       ' }, ['/name']],
  ['too many letters', { joinCode: JOIN_CODE, name: 'ন'.repeat(61) }, ['/name']],
  ['a control character', { joinCode: JOIN_CODE, name: 'Pad\u0007ma' }, ['/name']],
  ['half a character', { joinCode: JOIN_CODE, name: 'Padma\ud83d' }, ['/name']],
  ['text that turns around', { joinCode: JOIN_CODE, name: 'Pad\u202ema' }, ['/name']],
  ['fields of the prototype', JSON.parse('{"__proto__":{"joinCode":"x","name":"Padma"}}'), ['/joinCode', '/name']],
];

test('every wrong field of a join is named', async (context) => {
  const world = await controlWorld(context);
  for (const [name, json, paths] of WRONG) {
    const { status, body } = await world.send<{ errors: { path: string; in: string }[] }>('POST', '/teams', { json });
    assert.equal(status, 422, name);
    assert.deepEqual(
      body.errors.map((error) => error.path),
      paths,
      name,
    );
    for (const error of body.errors) assert.equal(error.in, 'body');
  }
});

test('sixty Bangla letters are a name', async (context) => {
  const world = await controlWorld(context);
  assert.equal((await world.join('ন'.repeat(60))).team.name, 'ন'.repeat(60));
});
