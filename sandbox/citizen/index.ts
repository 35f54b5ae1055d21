import { createHash, randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { CitizenWorld, MockAnswer, MockEngine, Worlds } from '@dpi/mocks';
import { isObject, type JsonObject } from '@dpi/specs/json-value';
import type { Catalogue } from '@dpi/specs/model';
import { type Problem, ProblemError, problemWriter } from '@dpi/specs/problem';
import { serviceReference } from '@dpi/specs/service-reference';
import type { Texts } from '@dpi/specs/texts';
import type { Activity } from '../activity/index.ts';
import { problemOf } from '../control/problem-of.ts';
import { overQuota } from '../gateway/problems.ts';
import { html, type Markup } from '../pages/markup.ts';
import type { Quota } from '../quota/index.ts';
import type { Registry } from '../registry/index.ts';
import type { Exchange } from '../server/exchange.ts';
import type { Organisers } from '../server/organisers.ts';
import { BODIES_BUSY, BodyReader, SMALL_BODY, tooLarge } from '../server/read-body.ts';
import { isSameOrigin } from '../server/same-origin.ts';
import type { ProblemSender } from '../server/send-problem.ts';
import { citizenOf } from './citizen.ts';
import { CITIZEN_APPS, citizenNews, citizenScreen } from './citizen-page.ts';
import { deviceHtml } from './device.ts';
import { type Formats, formatsOf } from './formats.ts';
import { PAGE_HEADERS, personPageHtml, type Say } from './frame.ts';
import { Passes } from './link.ts';
import { phoneOf } from './phone.ts';
import { PHONE_APPS, phoneNews, phoneScreen } from './phone-page.ts';
import { clearedPassCookie, passCookie, type Visitor, visitorOf } from './visitor.ts';

export interface CitizenPagesOptions {
  catalogue: Pick<Catalogue, 'services' | 'personas' | 'country' | 'problems'>;
  mocks: MockEngine;
  registry: Registry;
  organisers: Organisers;
  quota: Pick<Quota, 'spend' | 'spendByAddress'>;
  /** Is told what people do, as calls of the team whose world it is. */
  activity: Pick<Activity, 'record'>;
  problems: ProblemSender;
  texts: Texts;
  publicUrl: string;
  /** Signs links to the pages. */
  secret: string;
  addressOf: (request: IncomingMessage) => string;
  /** The clock of the machine, in milliseconds since 1970. */
  clock?: () => number;
}

/** Pages that stand for a person's own: the phone, and what the person decides and has, as the world of a team has it. */
export interface CitizenPages {
  /** Answers what is for these pages. @returns whether it was that */
  handle(exchange: Exchange): Promise<boolean>;
}

/** A log is for reading: of many violations the first are enough. */
const MAX_LOGGED_VIOLATIONS = 20;

/** Fields of a form that are not for the operation that it calls. */
const OWN_FIELDS = new Set(['service', 'view', 'item', 'action']);

/** The pages of a person: the phone, and what the person decides and has. */
const AREAS = ['phone', 'citizen'] as const;
type Area = (typeof AREAS)[number];

/** Where a request leads: a page of a person, or what is done on it. */
interface Target {
  locale: string;
  area: Area;
  /** Id of the persona; `null` for the list of all. */
  person: string | null;
  step: 'page' | 'share' | 'open' | 'leave';
  /** Path of the page, in its language. */
  path: string;
}

export function createCitizenPages(options: CitizenPagesOptions): CitizenPages {
  const { catalogue, mocks, quota, problems, texts, publicUrl, addressOf } = options;
  const { country, personas } = catalogue;
  const locales = country.locales.map(({ id }) => id);
  const [source = 'en'] = locales;
  const passes = new Passes(options.secret, options.clock);
  const visitors = { ...options, passes };
  const bodies = new BodyReader();
  const write = problemWriter(catalogue.problems, texts, publicUrl);
  const services = new Map(catalogue.services.map((service) => [serviceReference(service), service]));

  function formatsIn(locale: string, now: string): Formats {
    const language = country.locales.find(({ id }) => id === locale) ?? { id: locale, name: locale, formats: locale };
    return formatsOf(language, country.clock.timeZone, now);
  }

  function targetOf(path: string): Target | null {
    const parts = path.split('/').filter((part) => part !== '');
    const locale = locales.includes(parts[0] ?? '') ? (parts.shift() ?? source) : source;
    const [first, person = null, step = 'page', ...more] = parts;
    const area = AREAS.find((one) => one === first);
    if (area === undefined || more.length > 0) return null;
    if (step !== 'page' && step !== 'share' && step !== 'open' && step !== 'leave') return null;
    return { locale, area, person, step, path: pathOf({ locale, area }, { person }) };
  }

  /** Path of a page beside another. */
  function pathOf(
    page: Pick<Target, 'locale' | 'area'>,
    change: Partial<Pick<Target, 'locale' | 'area' | 'person'>>,
  ): string {
    const { locale, area, person = null } = { ...page, ...change };
    return `${locale === source ? '' : `/${locale}`}/${area}${person === null ? '' : `/${person}`}`;
  }

  function sayIn(locale: string): Say {
    return (id, values = {}) => texts.format({ id: `citizen.${id}`, values }, locale);
  }

  /** Ids of the people of a world: those whom its team has added, then the personas. */
  async function peopleOf(worlds: Worlds, { world }: Visitor): Promise<string[]> {
    return [...(await worlds.people(world)), ...personas].map(({ id }) => id);
  }

  /** What a person sees in the world of a visitor. */
  async function sightOf(worlds: Worlds, visitor: Visitor, { person, locale }: Target): Promise<CitizenWorld> {
    const known = person !== null && (await peopleOf(worlds, visitor)).includes(person);
    const sight = known ? await worlds.citizen(visitor.world, person, locale) : null;
    if (sight === null)
      throw new ProblemError('not-found', { id: 'citizen.unknown-person', values: { person: person ?? '' } });
    return sight;
  }

  async function show(
    exchange: Exchange,
    target: Target,
    visitor: Visitor,
    { alert = null, status = 200, link = null }: { alert?: string | null; status?: number; link?: string | null } = {},
  ): Promise<void> {
    const { locale, path } = target;
    const say = sayIn(locale);
    if (target.person === null) {
      const worlds = worldsOf(mocks);
      const ids = await peopleOf(worlds, visitor);
      const people = await Promise.all(
        ids.map(async (id) => ({ id, sight: await worlds.citizen(visitor.world, id, locale) })),
      );
      return send(exchange, target, 200, say('people'), peopleHtml(people, target, say));
    }
    const sight = await sightOf(worldsOf(mocks), visitor, target);
    const query = new URLSearchParams(exchange.query);
    const formats = formatsIn(locale, sight.now);
    const name = formats.text(sight.person.name);
    const number = formats.text(sight.person.phone);
    const common = { path, now: sight.now, alert, formats, say };
    let device: Markup;
    if (target.area === 'citizen') {
      const citizen = citizenOf(sight, formats);
      const screen = citizenScreen(citizen, query.get('app'), common);
      device = deviceHtml({ ...common, screen, apps: CITIZEN_APPS, news: citizenNews(citizen, say) });
    } else if (number === '') device = html`<p class="note">${say('no-phone', { person: name })}</p>`;
    else {
      const phone = phoneOf(sight, formats, query.get('closed'));
      const screen = phoneScreen(phone, query.get('app'), common);
      device = deviceHtml({ ...common, screen, apps: PHONE_APPS, news: phoneNews(phone, say) });
    }
    const body = html`<div class="phone">
<div class="head"><h1 id="person">${name}</h1>
<p class="muted">${number}</p></div>
${device}
<div class="more">${aboutHtml({ target, visitor, link, say })}</div>
</div>`;
    send(exchange, target, status, say(`${target.area}-of`, { person: name }), body);
  }

  /** Whose world it is, and where to go from here. */
  function aboutHtml({
    target,
    visitor: { owner, byLink },
    link,
    say,
  }: {
    target: Target;
    visitor: Visitor;
    link: string | null;
    say: Say;
  }): Markup {
    const { locale, path, person } = target;
    const other = target.area === 'phone' ? 'citizen' : 'phone';
    const whose = owner === null ? say('world-guest') : say('world-team', { team: owner.team.name });
    const home = locale === source ? '' : `/${locale}`;
    const others = byLink ? '' : html`<li><a href="${pathOf(target, { person: null })}">${say('people')}</a></li>`;
    const world =
      owner === null
        ? html`<li><a href="${home}/get-a-key/">${say('get-a-key')}</a></li>`
        : byLink
          ? ''
          : html`<li><a href="${home}/my-world/">${say('my-world')}</a></li>`;
    return html`<p class="note">${whose} ${say('synthetic')}</p>
<ul class="links"><li><a href="${pathOf(target, { area: other, person })}">${say(`to-${other}`)}</a></li>${others}${world}</ul>
<noscript><p><a class="button" href="">${say('reload')}</a></p></noscript>
${owner === null ? '' : byLink ? leaveHtml(path, say) : shareHtml(path, link, say)}`;
  }

  function shareHtml(path: string, link: string | null, say: Say): Markup {
    if (link !== null) {
      return html`<section class="share" aria-labelledby="share"><h2 id="share">${say('share')}</h2>
<p>${say('share-link')}</p><output>${link}</output></section>`;
    }
    return html`<form method="post" action="${path}/share"><button>${say('share')}</button>
<p class="muted">${say('share-what')}</p></form>`;
  }

  function leaveHtml(path: string, say: Say): Markup {
    return html`<form method="post" action="${path}/leave"><button>${say('leave')}</button></form>`;
  }

  /** @param people what each person sees; `null` for one whom no service knows */
  function peopleHtml(people: { id: string; sight: CitizenWorld | null }[], target: Target, say: Say): Markup {
    const items = people.flatMap(({ id, sight: seen }) => {
      if (seen === null) return [];
      const formats = formatsIn(target.locale, seen.now);
      return [
        html`<li><a href="${pathOf(target, { person: id })}">${formats.text(seen.person.name)}</a><small>${formats.text(seen.person.phone)}</small></li>
`,
      ];
    });
    return html`<div class="plain"><h1>${say('people')}</h1><p>${say('people-what')}</p><ul class="people">${items}</ul></div>`;
  }

  function openHtml(target: Target, say: Say, alert: string | null): Markup {
    return html`<div class="plain"><h1>${say('open')}</h1>
${alert === null ? '' : html`<p role="alert">${alert}</p>`}
<p>${say('open-what')}</p>
<form method="post" action="${target.path}/open"><label class="field" for="code">${say('open-code')}</label>
<input type="text" id="code" name="code" data-code autocomplete="off" required maxlength="1000">
<p><button class="main">${say('open-button')}</button></p></form></div>`;
  }

  function send(
    exchange: Exchange,
    target: Target,
    status: number,
    title: string,
    body: Markup,
    more: string[] = [],
  ): void {
    const { req, res, id } = exchange;
    const home = target.locale === source ? '/' : `/${target.locale}/`;
    const below = target.step === 'open' ? '/open' : '';
    const page = personPageHtml({
      locale: target.locale,
      title: `${title} · ${sayIn(target.locale)('portal')}`,
      languages: country.locales
        .filter((locale) => locale.id !== target.locale)
        .map(({ id: locale, name }) => ({
          locale,
          name,
          href: pathOf(target, { locale, person: target.person }) + below,
        })),
      home: { name: sayIn(target.locale)('portal'), href: home },
      body,
    });
    const bytes = Buffer.from(page);
    const etag = `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 24)}"`;
    const headers = ['X-Request-Id', id, ...PAGE_HEADERS, ...more];
    if (status === 200 && req.method === 'GET' && req.headers['if-none-match'] === etag) {
      res.writeHead(304, [...headers, 'ETag', etag]).end();
      return;
    }
    if (status === 200) headers.push('ETag', etag);
    headers.push('Content-Type', 'text/html; charset=utf-8', 'Content-Length', String(bytes.length));
    res.writeHead(status, headers);
    res.end(req.method === 'HEAD' ? undefined : bytes);
  }

  function redirect({ res, id }: Exchange, location: string, cookie: string | null = null): void {
    const headers = ['X-Request-Id', id, 'Location', location, 'Content-Length', '0', 'Cache-Control', 'no-store'];
    if (cookie !== null) headers.push('Set-Cookie', cookie);
    res.writeHead(303, headers).end();
  }

  async function submit(exchange: Exchange, target: Target): Promise<void> {
    const { req } = exchange;
    const { person, step, path, locale } = target;
    const say = sayIn(locale);
    if (!isSameOrigin(req.headers, publicUrl))
      throw new ProblemError('cross-site-request', { id: 'citizen.cross-site' });
    if (person === null) throw new ProblemError('method-not-allowed', { id: 'sandbox.pages.read-only' });
    if (step === 'leave') return redirect(exchange, path, clearedPassCookie(publicUrl));
    const form = await readForm(req);
    if (form === null) return;
    if ('id' in form) return void problems.sendAndClose(exchange, form);
    if (step === 'open') {
      const pass = passes.read((form.get('code') ?? '').trim(), 'link');
      if (pass === null || pass.person !== person || (await options.registry.findTeam(pass.team)) === undefined)
        return send(exchange, target, 403, say('open'), openHtml(target, say, say('open-refused')));
      return redirect(exchange, path, passCookie(passes.issue({ ...pass, kind: 'cookie' }), publicUrl));
    }
    const visitor = await visitorOf(req, person, visitors);
    if (step === 'share') {
      if (visitor.owner === null || visitor.byLink)
        throw new ProblemError('sign-in-required', { id: 'citizen.share-signed-in' });
      const link = `${publicUrl}${path}/open#${passes.issue({ team: visitor.owner.team.id, person, kind: 'link' })}`;
      return show(exchange, target, visitor, { link });
    }
    const { owner } = visitor;
    const verdict =
      owner === null ? quota.spendByAddress('demo', addressOf(req)) : quota.spend(owner.team.id, owner.event);
    if (!verdict.allowed) throw problemError(overQuota(verdict, owner === null ? 'demo' : 'team'));
    const refusal = await act(exchange, target, visitor, form);
    if (refusal !== null) return show(exchange, target, visitor, refusal);
    const query = new URLSearchParams(exchange.query);
    // The screen of a session that the person has ended is gone.
    if (form.get('action') === 'end') query.set('closed', form.get('item') ?? '');
    redirect(exchange, query.size === 0 ? path : `${path}?${query}`);
  }

  /** Calls the operation that a form stands for. @returns why it was refused; `null` where it was not */
  async function act(
    { id, correlationId }: Exchange,
    { person, locale }: Target,
    { world, owner }: Visitor,
    form: URLSearchParams,
  ): Promise<{ alert: string; status: number } | null> {
    const say = sayIn(locale);
    const service = services.get(form.get('service') ?? '');
    const item = form.get('item');
    const input: JsonObject = { language: locale };
    for (const name of new Set(form.keys())) {
      if (OWN_FIELDS.has(name)) continue;
      // The name of a field that may be there several times ends with `[]`.
      if (name.endsWith('[]')) input[name.slice(0, -2)] = form.getAll(name);
      else input[name] = form.get(name);
    }
    const call =
      service === undefined
        ? null
        : await worldsOf(mocks).citizenCall(
            world,
            person ?? '',
            {
              service: serviceReference(service),
              view: form.get('view') ?? '',
              item: item === null ? null : { id: item, action: form.get('action') ?? '' },
              input,
            },
            locale,
          );
    const operation = service?.operations.find((candidate) => candidate.id === call?.operation);
    if (service === undefined || call === null || operation === undefined) return { alert: say('gone'), status: 409 };
    const path = operation.path.replace(/\{(\w+)\}/g, (_whole, name: string) =>
      encodeURIComponent(call.path[name] ?? ''),
    );
    const request = {
      method: operation.method.toUpperCase(),
      path,
      query: '',
      headers: {
        accept: '*/*',
        'accept-language': locale,
        'idempotency-key': randomUUID(),
        ...(call.body === null ? {} : { 'content-type': 'application/json' }),
      },
      body: call.body === null ? null : Buffer.from(JSON.stringify(call.body)),
    };
    const at = Date.now();
    const begun = performance.now();
    const caller = { world, requestId: id, language: locale };
    const answer = await mocks.answerWithoutBlocking(service.id, service.version, request, caller);
    if (owner !== null) {
      const { status, example, refusal, changedObjects, problem, violations } = answer;
      options.activity.record({
        id,
        correlationId,
        teamId: owner.team.id,
        keyId: null,
        isDeadKey: false,
        at,
        service: service.id,
        version: service.version,
        operationId: operation.id,
        method: request.method,
        path: service.basePath + path,
        status,
        durationMs: Math.round((performance.now() - begun) * 100) / 100,
        example,
        fallback: null,
        rule: refusal,
        fault: null,
        isForced: false,
        changedObjects,
        problem: problem === null ? null : { id: problem.id, detail: problem.detail },
        violations: violations.slice(0, MAX_LOGGED_VIOLATIONS),
      });
    }
    return answer.status < 400 ? null : { alert: reasonOf(answer, locale), status: answer.status };
  }

  function reasonOf({ problem, body }: MockAnswer, locale: string): string {
    if (problem !== null) return write(problem, locale).detail;
    const told: unknown = body === null ? null : JSON.parse(body.toString());
    return isObject(told) ? String(told.detail ?? told.title ?? '') : '';
  }

  /** The fields of a form; why it was not read; `null` where its sender has left. */
  async function readForm(req: IncomingMessage): Promise<URLSearchParams | Problem | null> {
    const read = await bodies.read(req, SMALL_BODY);
    if (read === 'gone') return null;
    if (read === 'too-large') return tooLarge(SMALL_BODY);
    if (read === 'busy') return BODIES_BUSY;
    const text = read.bytes.toString('utf8');
    read.release();
    return new URLSearchParams(text);
  }

  async function answer(exchange: Exchange, target: Target): Promise<void> {
    const { req } = exchange;
    const say = sayIn(target.locale);
    if (req.method === 'POST') return submit(exchange, target);
    if (req.method !== 'GET' && req.method !== 'HEAD')
      throw new ProblemError('method-not-allowed', { id: 'citizen.method' }, { headers: { Allow: 'GET, HEAD, POST' } });
    if (target.step === 'open') return send(exchange, target, 200, say('open'), openHtml(target, say, null));
    // What is reached by its form only leads back to the page.
    if (target.step !== 'page') return redirect(exchange, target.path);
    return show(exchange, target, await visitorOf(req, target.person, visitors));
  }

  /** A person reads a page, a program a problem document. */
  function refuse(exchange: Exchange, target: Target, problem: Problem): void {
    if (!exchange.req.headers.accept?.includes('text/html')) return void problems.send(exchange, problem);
    const say = sayIn(target.locale);
    const { title, detail, status } = write(problem, target.locale);
    const home = target.locale === source ? '' : `/${target.locale}`;
    const body = html`<div class="plain"><h1>${title}</h1><p role="alert">${detail}</p>
<ul class="links"><li><a href="${home}/my-team/">${say('sign-in')}</a></li><li><a href="${pathOf(target, { person: null })}">${say('people')}</a></li></ul></div>`;
    send(exchange, target, status, title, body);
  }

  return {
    async handle(exchange) {
      const target = targetOf(exchange.path);
      if (target === null) return false;
      try {
        await answer(exchange, target);
      } catch (error) {
        const problem = problemOf(error);
        if (problem === null) throw error;
        refuse(exchange, target, problem);
      }
      return true;
    },
  };
}

function worldsOf({ worlds }: MockEngine): Worlds {
  if (worlds === null) throw new ProblemError('not-found', { id: 'control.world.none' });
  return worlds;
}

function problemError(problem: Problem): ProblemError {
  return new ProblemError(problem.id, problem.detail, problem);
}
