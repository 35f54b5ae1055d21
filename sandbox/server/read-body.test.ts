import assert from 'node:assert/strict';
import { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import { test } from 'node:test';
import { BodyReader, MAX_BODY } from './read-body.ts';

const KB = 1024;

/** A request of which `sent` arrives. @param declared whether its length is said beforehand */
function request(sent: Buffer, declared = true): IncomingMessage {
  const req = new IncomingMessage(new Socket());
  req.headers = declared ? { 'content-length': String(sent.length) } : { 'transfer-encoding': 'chunked' };
  for (let at = 0; at < sent.length; at += 16 * KB) req.push(sent.subarray(at, at + 16 * KB));
  return req;
}

function ended(req: IncomingMessage): IncomingMessage {
  req.push(null);
  return req;
}

for (const declared of [true, false]) {
  const how = declared ? 'of a declared length' : 'in chunks';
  test(`a large body ${how} is read as it was sent, and its memory given back when it is released`, async () => {
    const sent = Buffer.from('body '.repeat(60 * KB));
    const read = await new BodyReader().read(ended(request(sent, declared)), MAX_BODY);
    assert.ok(typeof read === 'object');
    assert.ok(read.bytes.equals(sent));
    read.release();
    read.release();
    assert.equal(read.bytes.length, 0);
  });

  test(`large bodies ${how} beyond the limit are refused until others are released`, async () => {
    const bodies = new BodyReader(500 * KB);
    const large = () => bodies.read(ended(request(Buffer.alloc(300 * KB), declared)), MAX_BODY);
    const first = await large();
    assert.ok(typeof first === 'object');
    assert.equal(await large(), 'busy');
    const small = await bodies.read(ended(request(Buffer.alloc(60 * KB), declared)), MAX_BODY);
    assert.ok(typeof small === 'object');
    first.release();
    assert.ok(typeof (await large()) === 'object');
  });

  test(`a large body ${how} whose caller leaves takes no memory`, async () => {
    const bodies = new BodyReader(500 * KB);
    const left = request(Buffer.alloc(400 * KB), declared);
    const reading = bodies.read(left, MAX_BODY);
    await new Promise((done) => setTimeout(done, 20));
    left.destroy();
    assert.equal(await reading, 'gone');
    assert.ok(typeof (await bodies.read(ended(request(Buffer.alloc(400 * KB), declared)), MAX_BODY)) === 'object');
  });
}
