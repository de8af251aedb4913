// What stands in front of GitHub's emulator: the addresses of an enterprise server (/api/v3, /api/graphql), entity tags, 401 for tokens
// that nobody gave out, a record of all calls, GraphQL, and the parts that the emulator lacks (gaps.mjs).
import { createHash } from 'node:crypto';
import { serve } from '@hono/node-server';
import { Gaps } from './gaps.mjs';
import { GraphQl } from './graphql.mjs';
import { people } from './seed.mjs';

const skipped = new Set(['connection', 'keep-alive', 'transfer-encoding', 'content-length', 'host', 'content-encoding', 'accept-encoding', 'upgrade']);

export class Front {
  #mark; #emulator; #contracts; #gaps; #graphql; #gitRoot;
  #calls = [];
  #known = new Map(Object.entries(people).map(([login, token]) => [token, login]));

  static async listen({ mark, gitRoot }) {
    const front = new Front();
    front.#mark = mark;
    front.#gitRoot = gitRoot;
    front.address = await listen(request => front.#public(request));
    front.innerAddress = await listen(request => front.inner(request));
    return front;
  }

  serve(emulator) {
    this.#emulator = emulator;
    this.#gaps = new Gaps({ front: this, gitRoot: this.#gitRoot });
    this.#graphql = new GraphQl({ front: this, gaps: this.#gaps });
  }

  get emulatorAddress() { return this.#emulator; }

  checkWith(address) { this.#contracts = address; }

  /** Who a request comes from, or undefined. */
  login(request) { return this.#known.get(tokenOf(request.headers)); }

  /** Asks the emulator itself. */
  async ask(method, path, { token = people.admin, body } = {}) {
    const response = await fetch(this.#emulator + path, {
      method, headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' }, body: body === undefined ? undefined : JSON.stringify(body),
    });
    const text = await response.text();
    return { status: response.status, body: text && /json/.test(response.headers.get('content-type') ?? '') ? JSON.parse(text) : text };
  }

  /** Asks the emulator with all that is mended here: what GraphQL reads, so that both tell the same. */
  async read(path, token = people.admin) {
    const response = await this.inner(new Request(this.innerAddress + path, { headers: { authorization: `Bearer ${token}` } }));
    if (response.status === 404) return null;
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return await response.json();
  }

  /** What is behind the contract checker. */
  async inner(request) {
    const url = new URL(request.url);
    const buffered = request.body ? new Request(url, { method: request.method, headers: request.headers, body: await request.arrayBuffer() }) : request;
    try {
      return await this.#gaps.handle(buffered, url) ?? await this.#gaps.mend(buffered, url, await this.forward(buffered, this.#emulator));
    } catch (error) {
      process.stderr.write(`${request.method} ${url.pathname}: ${error.stack}\n`);
      return Response.json({ message: `The test stack failed: ${error.message}` }, { status: 500 });
    }
  }

  async forward(request, to) {
    const url = new URL(request.url);
    const headers = new Headers([...request.headers].filter(([name]) => !skipped.has(name) && name !== 'if-none-match'));
    const body = request.body ? await request.clone().arrayBuffer() : undefined;
    const response = await fetch(to + url.pathname + url.search, { method: request.method, headers, body, redirect: 'manual' });
    return new Response(response.status === 204 || response.status === 304 ? null : await response.arrayBuffer(), { status: response.status, headers: [...response.headers].filter(([name]) => !skipped.has(name)) });
  }

  async #public(request) {
    const url = new URL(request.url);
    if (url.pathname.startsWith('/_ao/')) return this.#control(request, url);
    const prefix = url.pathname.startsWith('/api/v3/') ? '/api/v3' : '';
    const path = url.pathname.slice(prefix.length);
    const call = { method: request.method, path: path + url.search, status: 0, violations: [] };
    this.#calls.push(call);
    const response = await this.#answer(request, url, path, call);
    const final = await this.#finish(request, response, prefix);
    call.status = final.status;
    return final;
  }

  async #answer(request, url, path, call) {
    const token = tokenOf(request.headers);
    if (token && !token.startsWith('eyJ') && !this.#known.has(token)) return Response.json({ message: 'Bad credentials', documentation_url: 'https://docs.github.com/rest', status: '401' }, { status: 401 });
    if (path === '/graphql' || path === '/api/graphql') {
      const answer = await this.#graphql.answer(request);
      call.operation = answer.operation;
      call.cost = answer.cost;
      return answer.response;
    }

    const buffered = new Request(new URL(path + url.search, this.innerAddress), { method: request.method, headers: request.headers, body: request.body ? await request.arrayBuffer() : undefined });
    // The checker follows redirects, and this is the one answer that is one: it is not asked.
    const checked = this.#contracts && !/\/actions\/jobs\/\d+\/logs$/.test(path);
    let response = checked ? await this.forward(buffered, this.#contracts) : await this.inner(buffered);
    const violations = response.headers.get('sl-violations');
    if (violations) call.violations = readViolations(violations);
    // What the description does not know is answered all the same, and marked.
    if (call.violations.some(violation => violation.includes('route not found'))) response = await this.inner(buffered);
    if (request.method === 'POST' && /^\/app\/installations\/\d+\/access_tokens$/.test(path) && response.ok) this.#known.set((await response.clone().json()).token, 'ao-app[bot]');
    return response;
  }

  async #finish(request, response, prefix) {
    const headers = new Headers(response.headers);
    headers.set('x-github-request-id', `AO:${this.#calls.length}`);
    const link = headers.get('link');
    if (link) headers.set('link', link.replaceAll(/<https?:\/\/[^/>]+/g, `<${this.address}${prefix}`));
    if (request.method !== 'GET' || response.status !== 200) return new Response(response.body, { status: response.status, headers });
    const body = Buffer.from(await response.arrayBuffer());
    const tag = `W/"${createHash('sha256').update(body).digest('hex')}"`;
    headers.set('etag', tag);
    return request.headers.get('if-none-match') === tag ? new Response(null, { status: 304, headers }) : new Response(body, { status: 200, headers });
  }

  async #control(request, url) {
    switch (`${request.method} ${url.pathname}`) {
      case 'GET /_ao/identity': return Response.json({ mark: this.#mark });
      case 'GET /_ao/calls': return Response.json(this.#calls);
      case 'DELETE /_ao/calls': this.#calls = []; return new Response(null, { status: 204 });
      default: return await this.#gaps.control(request, url) ?? Response.json({ message: 'The stack has no such control.' }, { status: 404 });
    }
  }
}

function tokenOf(headers) {
  const value = headers.get('authorization') ?? '';
  if (/^basic /i.test(value)) return Buffer.from(value.slice(6), 'base64').toString().split(':').at(-1);
  return value.replace(/^(bearer|token) /i, '');
}

function readViolations(text) {
  try {
    return JSON.parse(text).map(violation => `${violation.location.join('.')}: ${violation.message}`);
  } catch {
    return [...text.matchAll(/"location":\[([^\]]*)\][^}]*?"message":"([^"]*)"/g)].map(([, location, message]) => `${location.replaceAll('"', '').replaceAll(',', '.')}: ${message}`);
  }
}

function listen(handler) {
  return new Promise(resolve => {
    const server = serve({ fetch: handler, port: 0, hostname: '127.0.0.1', overrideGlobalObjects: false }, info => resolve(`http://127.0.0.1:${info.port}`));
    server.keepAliveTimeout = 60_000;
  });
}
