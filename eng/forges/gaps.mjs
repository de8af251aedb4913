// What GitHub's emulator (emulate 0.12.2) lacks or does wrong, stubbed. Each entry of the table is one gap; GET /_ao/gaps lists them for the tests.
import { randomUUID } from 'node:crypto';
import { Hooks } from './hooks.mjs';
import { Pulls } from './pulls.mjs';
import { Repositories } from './git.mjs';
import { people } from './seed.mjs';

const table = [
  ['POST', /^\/repos\/([^/]+\/[^/]+)\/statuses\/(\w+)$/, 'commit statuses', 'createStatus'],
  ['GET', /^\/repos\/([^/]+\/[^/]+)\/commits\/([^/]+)\/statuses$/, 'commit statuses', 'listStatuses'],
  ['GET', /^\/repos\/([^/]+\/[^/]+)\/commits\/([^/]+)\/status$/, 'combined status', 'combinedStatus'],
  ['GET', /^\/repos\/([^/]+\/[^/]+)\/commits\/([^/]+)\/pulls$/, 'pull requests of a commit', 'pullsOfCommit'],
  ['GET', /^\/repos\/([^/]+\/[^/]+)\/rules\/branches\/(.+)$/, 'rules of branches', 'rules'],
  ['POST', /^\/repos\/([^/]+\/[^/]+)\/merge-upstream$/, 'merge-upstream', 'mergeUpstream'],
  ['GET', /^\/repos\/([^/]+\/[^/]+)\/compare\/(.+)\.\.\.([^/:]+):(?:[^/:]+:)?(.+)$/, 'compare across forks', 'compareAcross'],
  ['POST', /^\/repos\/([^/]+\/[^/]+)\/forks$/, 'forks have no git side', 'fork'],
  ['POST', /^\/repos\/([^/]+\/[^/]+)\/pulls$/, 'pull request without head, without commits or twice is 201', 'openPull'],
  ['PUT', /^\/repos\/([^/]+\/[^/]+)\/pulls\/(\d+)\/merge$/, 'merge takes the head of the opening and answers 422 for 405 and 409', 'merge'],
  ['GET', /^\/repos\/([^/]+\/[^/]+)\/pulls\/(\d+)\/merge$/, 'whether it is merged', 'isMerged'],
  ['GET', /^\/repos\/([^/]+\/[^/]+)\/pulls\/(\d+)\/files$/, 'files of a pull request are empty', 'files'],
  ['GET', /^\/repos\/([^/]+\/[^/]+)\/pulls\/(\d+)\/requested_reviewers$/, 'requested reviewers cannot be read', 'requestedReviewers'],
  ['POST', /^\/repos\/([^/]+\/[^/]+)\/pulls\/(\d+)\/reviews$/, 'own approval is 201; comments by line are 422', 'review'],
  ['POST', /^\/repos\/([^/]+\/[^/]+)\/pulls\/(\d+)\/comments\/(\d+)\/replies$/, 'replies to review comments', 'reply'],
  ['GET', /^\/repos\/([^/]+\/[^/]+)\/actions\/jobs\/(\d+)$/, 'jobs of checks', 'job'],
  ['GET', /^\/repos\/([^/]+\/[^/]+)\/actions\/jobs\/(\d+)\/logs$/, 'logs of jobs', 'jobLog'],
  ['POST', /^\/repos\/([^/]+\/[^/]+)\/actions\/jobs\/(\d+)\/rerun$/, 'rerun of a job', 'rerunJob'],
  ['POST', /^\/repos\/([^/]+\/[^/]+)\/actions\/runs\/(\d+)\/rerun-failed-jobs$/, 'rerun of failed jobs', 'rerunFailed'],
  ['POST', /^\/repos\/([^/]+\/[^/]+)\/hooks$/, 'webhooks have counters for delivery ids and thin payloads', 'createHook'],
  ['GET', /^\/repos\/([^/]+\/[^/]+)\/hooks\/(\d+)\/deliveries$/, 'deliveries are those to the relay', 'listDeliveries'],
  ['POST', /^\/repos\/([^/]+\/[^/]+)\/hooks\/(\d+)\/deliveries\/(\d+)\/attempts$/, 'redelivery', 'redeliver'],
];

export class Gaps {
  #statuses = new Map();
  #jobs = new Map();
  #logs = new Map();
  #parents = new Map();
  #lines = new Map();

  constructor({ front, gitRoot }) {
    this.front = front;
    this.repositories = new Repositories(gitRoot, (method, path, options) => front.ask(method, path, options));
    this.hooks = new Hooks(this);
    this.pulls = new Pulls(this);
  }

  /** Answers what the emulator does not know; undefined leaves it to the emulator. */
  async handle(request, url) {
    if (url.pathname.startsWith('/_ao/relay/')) return await this.hooks.relay(request, url);
    const log = /^\/_ao\/logs\/(.+)$/.exec(url.pathname);
    if (log) return this.log(request, log[1]);
    const path = decodeURIComponent(url.pathname);
    const name = /^\/repos\/([^/]+\/[^/]+)/.exec(path)?.[1];
    if (name) await this.synchronise(name);
    for (const [method, pattern, , handler] of table) {
      const match = request.method === method && pattern.exec(path);
      if (match) return await this[handler](request, ...match.slice(1));
    }
  }

  /** Mends what the emulator answered. */
  async mend(request, url, response) {
    const name = /^\/repos\/([^/]+\/[^/]+)/.exec(url.pathname)?.[1];
    if (!name || !response.ok || !/json/.test(response.headers.get('content-type') ?? '')) return response;
    const rest = url.pathname.slice(`/repos/${name}`.length);
    const again = async change => Response.json(await change(await response.json()), { status: response.status, headers: withoutLength(response.headers) });
    if (/^\/pulls$/.test(rest)) return await again(async found => Array.isArray(found) ? await inTurn(found, pull => this.pulls.mend(name, pull, false)) : await this.pulls.mend(name, found, false));
    if (/^\/pulls\/\d+$/.test(rest)) return await again(pull => this.pulls.mend(name, pull, true));
    if (/^\/pulls\/\d+\/requested_reviewers$/.test(rest) && request.method === 'POST') return new Response(response.body, { status: 201, headers: response.headers });
    if (/^\/pulls\/(\d+\/)?comments$/.test(rest) || /^\/pulls\/\d+\/reviews\/\d+\/comments$/.test(rest)) return await again(found => Array.isArray(found) ? found.map(comment => this.mendComment(comment)) : this.mendComment(found));
    if (/check-runs(\/\d+)?$/.test(rest)) return await again(found => found.check_runs ? this.mendRuns(name, found, url.searchParams.get('filter') === 'all') : this.mendRun(name, found));
    if (rest === '' && this.#parents.has(name)) {
      const parent = await this.front.read(`/repos/${this.#parents.get(name)}`);
      return await again(repository => ({ ...repository, fork: true, parent, source: parent }));
    }
    return response;
  }

  async synchronise(name) {
    const changes = await this.repositories.sync(name);
    if (changes.length > 0) await this.pulls.pushed(name, changes);
  }

  mendComment(comment) { return { ...comment, ...this.#lines.get(comment.id) }; }

  /** Only the newest of a name is given, unless all are asked for. */
  mendRuns(name, found, all) {
    const runs = all ? found.check_runs : [...new Map(found.check_runs.toSorted((left, right) => left.id - right.id).map(run => [run.name, run])).values()];
    return { total_count: runs.length, check_runs: runs.map(run => this.mendRun(name, run)) };
  }

  /** The checks of Actions have the id of their job and an app that made them. */
  mendRun(name, run) {
    return { ...run, app: run.app ?? { id: 15368, slug: 'github-actions', node_id: 'A_15368', name: 'GitHub Actions', owner: null, description: null, external_url: 'https://example.test', html_url: 'https://example.test', created_at: run.started_at, updated_at: run.started_at, permissions: {}, events: [] }, run_id: this.#jobs.get(`${name}/${run.id}`)?.run_id };
  }

  statuses(name, sha) { return this.#statuses.get(`${name}@${sha}`) ?? []; }

  parentOf(name) { return this.#parents.get(name); }

  /** What all checks of a revision say together, as GraphQL's statusCheckRollup does. */
  async rollup(name, sha) {
    const runs = ((await this.front.read(`/repos/${name}/commits/${sha}/check-runs?per_page=100`))?.check_runs ?? []);
    const latest = [...new Map(runs.sort((left, right) => left.id - right.id).map(run => [run.name, run])).values()];
    const statuses = [...new Map(this.statuses(name, sha).map(status => [status.context, status])).values()];
    if (latest.length + statuses.length === 0) return null;
    const words = [...latest.map(run => run.status !== 'completed' ? 'PENDING' : ['success', 'neutral', 'skipped'].includes(run.conclusion) ? 'SUCCESS' : 'FAILURE'), ...statuses.map(status => status.state.toUpperCase())];
    const state = ['FAILURE', 'ERROR', 'PENDING', 'EXPECTED'].find(word => words.includes(word)) ?? 'SUCCESS';
    return { state, runs: latest, statuses };
  }

  async createStatus(request, name, sha) {
    const body = await request.json();
    if (!['error', 'failure', 'pending', 'success'].includes(body.state)) return refuse(422, 'Validation Failed');
    const login = this.front.login(request);
    const creator = (await this.front.read(`/users/${login}`)) ?? null;
    const list = this.statuses(name, sha);
    const now = new Date().toISOString();
    const id = 1000 + this.#statuses.size * 100 + list.length;
    const status = { url: `${this.front.address}/repos/${name}/statuses/${sha}`, avatar_url: null, id, node_id: `SC_${id}`, state: body.state, description: body.description ?? null, target_url: body.target_url ?? null, context: body.context ?? 'default', created_at: now, updated_at: now, creator };
    this.#statuses.set(`${name}@${sha}`, [...list, status]);
    await this.hooks.send(name, 'status', { id, sha, name, state: body.state, context: status.context, description: status.description, target_url: status.target_url, branches: [], created_at: now, updated_at: now, sender: creator });
    return Response.json(status, { status: 201 });
  }

  async listStatuses(request, name, ref) { return Response.json(this.statuses(name, await this.resolve(name, ref)).toReversed()); }

  async combinedStatus(request, name, ref) {
    const sha = await this.resolve(name, ref);
    const statuses = [...new Map(this.statuses(name, sha).map(status => [status.context, status])).values()];
    const states = statuses.map(status => status.state);
    const state = states.some(word => word === 'failure' || word === 'error') ? 'failure' : states.length === 0 || states.includes('pending') ? 'pending' : 'success';
    return Response.json({ state, statuses, sha, total_count: statuses.length, repository: await this.front.read(`/repos/${name}`), commit_url: `${this.front.address}/repos/${name}/commits/${sha}`, url: `${this.front.address}/repos/${name}/commits/${sha}/status` });
  }

  async resolve(name, ref) { return await this.repositories.tip(name, ref) ?? ref; }

  async pullsOfCommit(request, name, sha) {
    const pulls = await this.front.read(`/repos/${name}/pulls?state=all&per_page=100`);
    return Response.json(pulls.filter(pull => pull.head.sha === sha || pull.merge_commit_sha === sha));
  }

  rules() { return Response.json([]); }

  async fork(request, name) {
    const response = await this.front.forward(request, this.front.emulatorAddress);
    if (!response.ok) return response;
    const fork = await response.json();
    this.#parents.set(fork.full_name, name);
    await this.repositories.clone(name, fork.full_name);
    return Response.json(fork, { status: 202 });
  }

  async mergeUpstream(request, name) {
    const { branch } = await request.json();
    const parent = this.parentOf(name);
    if (!parent || !branch) return refuse(422, 'Validation Failed');
    const ours = await this.repositories.tip(name, branch);
    const theirs = await this.repositories.tip(parent, branch);
    if (!ours || !theirs) return refuse(422, 'The branch is not in both.');
    await this.repositories.fetch(name, parent, theirs);
    const { ahead, behind } = await this.repositories.counts(name, theirs, ours);
    if (behind === 0) return Response.json({ message: 'This branch is not behind the upstream.', merge_type: 'none', base_branch: `${parent.split('/')[0]}:${branch}` });
    if (ahead > 0) return refuse(409, 'There are merge conflicts');
    await this.repositories.run(name, ['update-ref', `refs/heads/${branch}`, theirs, ours]);
    await this.synchronise(name);
    return Response.json({ message: `Successfully fetched and fast-forwarded from upstream ${parent}:${branch}.`, merge_type: 'fast-forward', base_branch: `${parent.split('/')[0]}:${branch}` });
  }

  async compareAcross(request, name, base, owner, branch) {
    const fork = owner === name.split('/')[0] ? name : [...this.#parents].find(([child, parent]) => parent === name && child.startsWith(`${owner}/`))?.[0] ?? (this.parentOf(name)?.startsWith(`${owner}/`) ? this.parentOf(name) : undefined);
    const head = fork && await this.repositories.tip(fork, branch);
    const root = await this.resolve(name, base.split(':').at(-1));
    if (!head || !root) return refuse(404, 'Not Found');
    if (fork !== name) await this.repositories.fetch(name, fork, head);
    const { ahead, behind } = await this.repositories.counts(name, root, head);
    const mergeBase = await this.repositories.run(name, ['merge-base', root, head]);
    const commit = sha => ({ sha, node_id: `C_${sha}`, url: `${this.front.address}/repos/${name}/commits/${sha}` });
    return Response.json({ status: ahead && behind ? 'diverged' : ahead ? 'ahead' : behind ? 'behind' : 'identical', ahead_by: ahead, behind_by: behind, total_commits: ahead, base_commit: commit(root), merge_base_commit: commit(mergeBase), commits: ahead ? [commit(head)] : [], files: [] });
  }

  openPull(request, name) { return this.pulls.open(request, name); }
  merge(request, name, number) { return this.pulls.merge(request, name, Number(number)); }
  async isMerged(request, name, number) { return this.pulls.isMerged(name, Number(number)) ? new Response(null, { status: 204 }) : refuse(404, 'Not Found'); }
  async files(request, name, number) { return Response.json(await this.pulls.files(name, Number(number))); }

  async requestedReviewers(request, name, number) {
    const pull = await this.front.read(`/repos/${name}/pulls/${number}`);
    return pull ? Response.json({ users: pull.requested_reviewers, teams: pull.requested_teams }) : refuse(404, 'Not Found');
  }

  async review(request, name, number) {
    const { comments = [], ...review } = await request.json();
    const pull = await this.front.read(`/repos/${name}/pulls/${number}`);
    if (!pull) return refuse(404, 'Not Found');
    if (['APPROVE', 'REQUEST_CHANGES'].includes(review.event) && pull.user.login === this.front.login(request)) return refuse(422, 'Unprocessable Entity', [`Can not ${review.event === 'APPROVE' ? 'approve' : 'request changes on'} your own pull request`]);
    const token = (request.headers.get('authorization') ?? '').replace(/^\w+ /, '');
    const body = { commit_id: pull.head.sha, ...review, comments: comments.map(comment => ({ path: comment.path, body: comment.body, position: comment.position ?? comment.line })) };
    const answer = await this.front.ask('POST', `/repos/${name}/pulls/${number}/reviews`, { token, body });
    if (answer.status >= 300) return Response.json(answer.body, { status: answer.status });
    const made = (await this.front.ask('GET', `/repos/${name}/pulls/${number}/reviews/${answer.body.id}/comments?per_page=100`)).body;
    made.forEach((comment, index) => this.#lines.set(comment.id, { line: comments[index]?.line ?? null, side: comments[index]?.side ?? 'RIGHT' }));
    return Response.json(answer.body, { status: 200 });
  }

  async reply(request, name, number, comment) {
    const { body } = await request.json();
    const parent = (await this.front.ask('GET', `/repos/${name}/pulls/comments/${comment}`)).body;
    const token = (request.headers.get('authorization') ?? '').replace(/^\w+ /, '');
    const answer = await this.front.ask('POST', `/repos/${name}/pulls/${number}/comments`, { token, body: { body, in_reply_to_id: Number(comment), path: parent.path, line: parent.line, commit_id: parent.commit_id } });
    return Response.json(this.mendComment(answer.body), { status: answer.status });
  }

  job(request, name, id) { return this.#jobs.has(`${name}/${id}`) ? Response.json(this.#jobs.get(`${name}/${id}`)) : refuse(404, 'Not Found'); }

  log(request, key) {
    if (request.headers.has('authorization')) return refuse(400, 'A credential came along to the place of the log.');
    return this.#logs.has(key) ? new Response(this.#logs.get(key)) : refuse(404, 'Not Found');
  }

  /** The log is elsewhere, as on the real one: at another origin, which needs no credential and must not be given one. */
  jobLog(request, name, id) {
    return this.#logs.has(`${name}/${id}`) ? new Response(null, { status: 302, headers: { location: `${this.front.innerAddress}/_ao/logs/${name}/${id}` } }) : refuse(404, 'Not Found');
  }

  async rerunJob(request, name, id) {
    const key = `${name}/${id}`;
    if (!this.#jobs.has(key)) return refuse(404, 'Not Found');
    // Another attempt is another job and another check run of the same name.
    const job = this.#jobs.get(key);
    const run = (await this.front.ask('POST', `/repos/${name}/check-runs`, { token: people.ci, body: { name: job.name, head_sha: job.head_sha, status: 'queued' } })).body;
    this.#jobs.set(`${name}/${run.id}`, { ...job, id: run.id, status: 'queued', conclusion: null, run_attempt: (job.run_attempt ?? 1) + 1 });
    return Response.json({}, { status: 201 });
  }

  async rerunFailed(request, name, run) {
    const failed = [...this.#jobs].filter(([key, job]) => key.startsWith(`${name}/`) && job.run_id === Number(run) && job.conclusion === 'failure');
    for (const [key] of failed) await this.rerunJob(request, name, key.split('/').at(-1));
    return failed.length > 0 ? Response.json({}, { status: 201 }) : refuse(404, 'Not Found');
  }

  createHook(request, name) { return this.hooks.create(request, name); }
  listDeliveries(request, name, hook) { return Response.json(this.hooks.deliveries(name, hook)); }
  redeliver(request, name, hook, delivery) { return this.hooks.redeliver(name, hook, delivery); }

  /** What tests set that only a forge's inside can: the job and the log of a check, a branch with a merge queue. */
  async control(request, url) {
    const path = url.pathname;
    const job = /^\/_ao\/repos\/([^/]+\/[^/]+)\/jobs\/(\d+)$/.exec(path);
    if (request.method === 'PUT' && job) {
      const { log: text = '', ...rest } = await request.json();
      const [, name, id] = job;
      this.#jobs.set(`${name}/${id}`, { id: Number(id), run_id: 7000, run_attempt: 1, node_id: randomUUID(), name: 'build', head_sha: '', status: 'completed', conclusion: 'failure', steps: [], html_url: `${this.front.address}/${name}/actions/runs/7000/job/${id}`, url: `${this.front.address}/repos/${name}/actions/jobs/${id}`, ...rest });
      this.#logs.set(`${name}/${id}`, text);
      return new Response(null, { status: 204 });
    }
    const queue = /^\/_ao\/repos\/([^/]+\/[^/]+)\/queue(\/run)?$/.exec(path);
    if (request.method === 'POST' && queue) {
      if (queue[2]) await this.pulls.runQueue(queue[1]); else this.pulls.queueOn(queue[1], (await request.json()).branch);
      return new Response(null, { status: 204 });
    }
    if (request.method === 'GET' && path === '/_ao/gaps') return Response.json(table.map(([method, pattern, what]) => ({ method, pattern: pattern.source, what })));
  }
}

export function refuse(status, message, errors) { return Response.json({ message, ...(errors && { errors }), documentation_url: 'https://docs.github.com/rest', status: String(status) }, { status }); }

export async function inTurn(items, work) {
  const done = [];
  for (const item of items) done.push(await work(item));
  return done;
}

function withoutLength(headers) { return [...headers].filter(([name]) => name !== 'content-length' && name !== 'content-type'); }
