import assert from 'node:assert/strict';
import { test } from 'node:test';
import { balanceOf, type Platform, type RunningApp, startApp } from './app.fixture.ts';

const CASE = '3f0e9c52-6f1d-4c0e-9c7a-2a8f5b7d1e01';
const FORM = { id: CASE, person: 'rahima-begum' };
/** An enrolment of hers with which every world begins. */
const BEFORE = 'enr_01KB2M4E7Q9RS5T6V8W0X1Y101';
/** How many calls of a step are made before the one that creates something. */
const KILLED: Record<string, number> = { consent: 0, apply: 0, select: 2, wait: 1, tell: 2 };
const STEPS = ['check', 'consent', 'apply', 'select', 'wait', 'tell'];

/** Requests for her consent that this app has made; others began with the world. */
async function requestsOf(app: RunningApp) {
  const requests = await app.objects('consent-manager/v1', 'consentRequest');
  return requests.filter(({ purpose }) =>
    String(JSON.stringify(purpose)).includes('Check eligibility for the widow’s allowance'),
  );
}

/** She answers on her own page, if there is a request that waits. */
async function approve(app: RunningApp): Promise<void> {
  for (const { requestId, status } of await requestsOf(app)) {
    if (status === 'pending')
      await app.service(`consent-manager/v1/consent-requests/${requestId}/decision`, { decision: 'approve' });
  }
}

/** Everything was done once: one request, one enrolment, one payment, one transfer, one SMS about it. */
async function assertDoneOnce(app: RunningApp): Promise<void> {
  assert.deepEqual(
    (await requestsOf(app)).map(({ status }) => status),
    ['approved'],
  );
  const enrolments = (await app.objects('social-protection/v1', 'enrolment')).filter(
    ({ person, programme, enrolmentId }) =>
      person === 'rahima-begum' && programme === 'widow-allowance' && enrolmentId !== BEFORE,
  );
  assert.deepEqual(
    enrolments.map(({ status }) => status),
    ['enrolled'],
  );
  const payments = (await app.objects('social-protection/v1', 'payment')).filter(
    ({ enrolmentId }) => enrolmentId === enrolments[0]?.enrolmentId,
  );
  assert.deepEqual(payments.map(({ status }) => status).sort(), ['due', 'paid']);
  const messages = await app.objects('notifications/v1', 'message');
  assert.equal(messages.filter(({ text }) => String(text).startsWith('বিধবা ভাতা 2026-27-Q2')).length, 1);
  assert.equal(await balanceOf(app, '1012300456701'), 10_400_00n, '8,450 and one payment of 1,950');
  // Other payments of the treasury to her began with the world.
  const transfers = await app.objects('fund-transfer/v1', 'transfer');
  const paid = transfers.filter(
    ({ payee, amount }) => payee === '1012300456701' && JSON.stringify(amount).includes('1950.00'),
  );
  assert.deepEqual(
    paid.map(({ status }) => status),
    ['settled'],
  );
}

/** Grievances about a refused application of Rahima. */
async function refusals(app: RunningApp) {
  const grievances = await app.objects('grievance-redress/v1', 'grievance');
  return grievances.filter(({ nid, category }) => nid === '4912876501' && category === 'refused-without-reason');
}

/** @param folder where the app was unpacked */
export function walkWidowsAllowance(platform: Platform, folder: string): void {
  test('widows-allowance: a widow gets her allowance and the SMS about it, once, when every form and every call is sent twice', async (t) => {
    const app = await startApp(platform, folder, 'bn');
    t.after(() => app.close());
    app.connection.isDoubled = true;
    for (let round = 0; round < 2; round++) await app.post('/cases', FORM);
    for (const step of STEPS) {
      if (step === 'apply') {
        await approve(app);
        await app.post(`/cases/${CASE}/consent`);
      }
      const pages = [await app.post(`/cases/${CASE}/${step}`), await app.post(`/cases/${CASE}/${step}`)];
      for (const page of pages) assert.doesNotMatch(page, /role="alert"/, step);
    }
    assert.match(await (await app.get(`/cases/${CASE}`)).text(), /এসএমএসটি/);
    await assertDoneOnce(app);
  });

  test('widows-allowance: a case goes on where it was when the app is killed after a call that creates something', async (t) => {
    const app = await startApp(platform, folder);
    t.after(() => app.close());
    await app.post('/cases', FORM);
    for (const step of STEPS) {
      if (step === 'apply') {
        await approve(app);
        await app.post(`/cases/${CASE}/consent`);
      }
      const call = KILLED[step];
      if (call !== undefined) await app.postAndKill(`/cases/${CASE}/${step}`, {}, call);
      assert.doesNotMatch(await app.post(`/cases/${CASE}/${step}`), /role="alert"/, step);
    }
    await assertDoneOnce(app);
  });

  test('widows-allowance: steps that are sent again after later ones, in any order, do nothing twice', async (t) => {
    const app = await startApp(platform, folder);
    t.after(() => app.close());
    await app.post('/cases', FORM);
    // Numbers of Park and Miller, so that each run has the same order.
    let state = 20_261_130;
    const random = (below: number) => {
      state = (state * 48_271) % 2_147_483_647;
      return state % below;
    };
    for (let sent = 0; sent < 30; sent++) {
      const step = STEPS[random(STEPS.length)];
      await app.post(`/cases/${CASE}/${step}`);
      if (step === 'consent') await approve(app);
    }
    for (const step of STEPS) await app.post(`/cases/${CASE}/${step}`);
    await assertDoneOnce(app);
  });

  test('widows-allowance: what the services say is shown, and a refusal leads to one grievance', async (t) => {
    const app = await startApp(platform, folder);
    t.after(() => app.close());
    await app.post('/cases', { id: `${CASE.slice(0, -1)}9`, person: 'karim-mia' });
    const page = await app.post(`/cases/${CASE.slice(0, -1)}9/check`);
    assert.match(page, /✗ For women only/);

    await app.post('/cases', FORM);
    await app.post(`/cases/${CASE}/complain`);
    assert.deepEqual(await refusals(app), [], 'nothing to complain about yet');
    for (const step of ['check', 'consent']) await app.post(`/cases/${CASE}/${step}`);
    await approve(app);
    for (const step of ['consent', 'apply', 'refuse', 'select']) await app.post(`/cases/${CASE}/${step}`);
    const text = 'They did not say why. <b>&';
    for (let round = 0; round < 2; round++)
      assert.match(await app.post(`/cases/${CASE}/complain`, { text }), /Tracking code/);
    const grievances = await refusals(app);
    assert.deepEqual(
      grievances.map((grievance) => grievance.text),
      [text],
    );
    assert.match(await app.post(`/cases/${CASE}/read`), /Refused/);

    // A service that fails for a while is asked again; one that goes on failing is quoted.
    const other = { id: `${CASE.slice(0, -1)}8`, person: 'sufia-khatun' };
    await app.post('/cases', other);
    await app.post(`/cases/${other.id}/check`);
    const before = (await requestsOf(app)).length;
    const operation = { service: 'consent-manager', version: 'v1', operationId: 'createConsentRequest' };
    await app.control('world/faults', { kind: 'error', status: 503, times: 1, ...operation });
    assert.doesNotMatch(await app.post(`/cases/${other.id}/consent`), /role="alert"/);
    assert.equal((await requestsOf(app)).length, before + 1);
    const reading = { service: 'social-protection', version: 'v1', operationId: 'checkEligibility' };
    await app.control('world/faults', { kind: 'error', status: 500, ...reading });
    assert.match(await app.post(`/cases/${other.id}/check`), /role="alert"[\s\S]*\/problems\//u);
  });
}
