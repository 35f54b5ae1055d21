import assert from 'node:assert/strict';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { openBrowser } from '../../scripts/browser.ts';
import { JOIN_CODE, openPlatform, type Platform } from './platform.ts';
import { words } from './words.ts';

let platform: Platform;
let browser: Browser;

before(async () => {
  platform = await openPlatform();
  browser = await openBrowser();
});
after(async () => {
  await browser?.close();
  await platform?.stop();
});

for (const locale of ['en', 'bn']) {
  test(`a team adds an endpoint, tries it, checks a signature, changes and deletes it (${locale})`, async (context) => {
    const received: IncomingHttpHeaders[] = [];
    const server = createServer((request, response) => {
      received.push(request.headers);
      request.resume();
      response.writeHead(204).end();
    }).listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    context.after(() => server.close());
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;

    const browsing = await browser.newContext({ locale, viewport: { width: 360, height: 740 } });
    context.after(() => browsing.close());
    const data = { joinCode: JOIN_CODE, name: `Webhooks ${locale}` };
    assert.equal((await browsing.request.post(`${platform.url}/api/v1/teams`, { data })).status(), 201);
    const page = await browsing.newPage();
    const says = (id: string, english: string) => words(locale, `webhooks.${id}`, english);
    await page.goto(`${platform.url}${locale === 'en' ? '' : `/${locale}`}/my-webhooks/`);
    const endpoints = page.locator('section[aria-labelledby="endpoints"]');
    const [inbox, log] = ['inbox', 'deliveries'].map((name) => page.locator(`section[aria-labelledby="${name}"]`));
    assert.ok(inbox && log);

    const add = endpoints.locator('details').last();
    await add.locator('summary').press('Enter');
    const urlField = add.getByLabel(says('url', 'URL'), { exact: true });
    await urlField.fill('http://10.0.0.1/');
    await add.locator('button[type="submit"]').click();
    await add.locator('input[aria-invalid="true"]').waitFor();
    await urlField.fill(url);
    await add.getByLabel(says('typesField', 'Types of messages')).fill('transfer.settled, consent.revoked');
    await add.locator('button[type="submit"]').click();
    const secret = (await endpoints.locator('code', { hasText: /^whsec_/ }).textContent()) ?? '';
    await endpoints.getByText('transfer.settled, consent.revoked').waitFor();

    const act = (id: string, english: string) =>
      endpoints.getByRole('button', { name: `${says(id, english)} ${url}`, exact: true }).click();
    await act('test', 'Send a test message');
    const delivery = log.locator('li', { hasText: 'endpoint.test' }).first();
    await delivery.getByText(says('delivered', 'delivered')).waitFor();
    await delivery.locator('summary').first().press('Enter');
    await delivery.locator('ol li', { hasText: '204' }).waitFor();

    const message = inbox.locator('li', { hasText: 'endpoint.test' }).first();
    await message.locator('summary').first().press('Enter');
    await message.locator('summary', { hasText: says('check', 'Check its signature') }).press('Enter');
    const [headers] = received;
    assert.ok(headers);
    await message.getByLabel(says('checkSecret', 'Secret of the endpoint')).fill(secret);
    await message.getByLabel('webhook-timestamp').fill(String(headers['webhook-timestamp']));
    await message.getByLabel('webhook-signature').fill(String(headers['webhook-signature']));
    await message.getByText(says('genuine', 'It is the same: the message is genuine.')).waitFor();
    await message.getByLabel('webhook-timestamp').fill('1');
    await message
      .getByText(says('notGenuine', 'It is another: the secret, the time or the body is not that of this message.'))
      .waitFor();

    await message.getByRole('button', { name: new RegExp(`^${says('sendAgain', 'Send again')}`) }).click();
    await log.locator('details').nth(1).waitFor();
    await act('rotate', 'Rotate the secret');
    await page.getByRole('dialog').getByRole('button').last().click();
    await endpoints
      .locator('code', { hasText: /^whsec_/ })
      .filter({ hasNotText: secret })
      .waitFor();
    await act('disable', 'Disable');
    await endpoints.getByText(`(${says('disabled', 'disabled')})`).waitFor();
    await act('delete', 'Delete');
    await page.getByRole('dialog').getByRole('button').last().click();
    await endpoints
      .getByText(
        says('noEndpoints', 'No endpoints yet. Without one, the messages are in the inbox below all the same.'),
      )
      .waitFor();
    assert.equal(received.length, 2);
  });
}
