// Webhooks as the real service sends them: the emulator's go to this relay, which adds what they lack (a GUID, the hook's id, the number, the
// pull request as it is), signs them and sends them on.
import { createHmac, randomUUID } from 'node:crypto';

export class Hooks {
  #gaps;
  #hooks = new Map();
  #sent = [];
  #watched = new Set();

  constructor(gaps) { this.#gaps = gaps; }

  async create(request, name) {
    const body = await request.json();
    const token = (request.headers.get('authorization') ?? '').replace(/^\w+ /, '');
    const key = randomUUID();
    const answer = await this.#gaps.front.ask('POST', `/repos/${name}/hooks`, { token, body: { ...body, config: { url: `${this.#gaps.front.innerAddress}/_ao/relay/${key}`, content_type: 'json' } } });
    if (answer.status !== 201) return Response.json(answer.body, { status: answer.status });
    this.#hooks.set(key, { id: answer.body.id, name, target: body.config?.url, secret: body.config?.secret, events: body.events ?? ['push'] });
    this.#watch(name);
    return Response.json({ ...answer.body, config: { ...body.config, secret: body.config?.secret && '********' } }, { status: 201 });
  }

  /** A push is seen when somebody asks; where somebody listens, it is looked for. */
  #watch(name) {
    if (this.#watched.has(name)) return;
    this.#watched.add(name);
    setInterval(() => this.#gaps.synchronise(name).catch(error => process.stderr.write(`${name}: ${error.message}\n`)), 300);
  }

  async relay(request, url) {
    const hook = this.#hooks.get(url.pathname.split('/').at(-1));
    const payload = await request.json();
    const event = request.headers.get('x-github-event');
    if (hook) await this.#deliver(hook, event, await this.#whole(hook, payload));
    return new Response(null, { status: 200 });
  }

  async #whole(hook, payload) {
    const number = payload.pull_request?.number;
    if (!number) return payload.issue ? { ...payload } : payload;
    const pull = await this.#gaps.pulls.mend(hook.name, payload.pull_request, true);
    return { ...(payload.action && { action: payload.action }), number, ...payload, pull_request: pull };
  }

  /** Sends an event that the emulator does not know. */
  async send(name, event, payload) {
    const repository = await this.#gaps.front.read(`/repos/${name}`);
    for (const hook of [...this.#hooks.values()].filter(hook => hook.name === name && (hook.events.includes(event) || hook.events.includes('*')))) {
      await this.#deliver(hook, event, { ...payload, repository });
    }
  }

  async #deliver(hook, event, payload, guid = randomUUID()) {
    const body = JSON.stringify(payload);
    const entry = { id: 1 + this.#sent.length, hook_id: hook.id, guid, event, action: payload.action ?? null, status_code: 0, hook, payload };
    this.#sent.push(entry);
    try {
      const answer = await fetch(hook.target, {
        method: 'POST', body, signal: AbortSignal.timeout(10_000),
        headers: {
          'content-type': 'application/json', 'user-agent': 'GitHub-Hookshot/ao', 'x-github-event': event, 'x-github-delivery': guid, 'x-github-hook-id': String(hook.id),
          'x-github-hook-installation-target-type': 'repository', ...(hook.secret && { 'x-hub-signature-256': `sha256=${createHmac('sha256', hook.secret).update(body).digest('hex')}` }),
        },
      });
      entry.status_code = answer.status;
      await answer.arrayBuffer();
    } catch (error) {
      entry.status = `failed to connect: ${error.name}`;
    }
  }

  async redeliver(name, hook, delivery) {
    const entry = this.#sent.find(entry => entry.id === Number(delivery) && entry.hook_id === Number(hook) && entry.hook.name === name);
    if (!entry) return new Response(null, { status: 404 });
    await this.#deliver(entry.hook, entry.event, entry.payload, entry.guid);
    return Response.json({}, { status: 202 });
  }

  deliveries(name, hook) { return this.#sent.filter(entry => entry.hook_id === Number(hook) && entry.hook.name === name).toReversed().map(({ hook: _, payload, ...entry }) => ({ ...entry, status: entry.status ?? (entry.status_code < 300 ? 'OK' : 'Failed'), delivered_at: new Date().toISOString(), redelivery: false, duration: 0.1 })); }
}
