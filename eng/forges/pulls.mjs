// Pull requests as git has them: the emulator keeps the head of the opening, knows no conflict and merges by taking the head's files whole.
import { people } from './seed.mjs';
import { inTurn, refuse } from './gaps.mjs';

export class Pulls {
  #gaps;
  #state = new Map();
  #queues = new Map();
  #places = new Map();

  constructor(gaps) { this.#gaps = gaps; }

  state(name, number) {
    const key = `${name}#${number}`;
    if (!this.#state.has(key)) this.#state.set(key, { resolved: new Map() });
    return this.#state.get(key);
  }

  /** The pull request that a node id names. */
  placeOf(id) { return this.#places.get(id); }

  isMerged(name, number) { return !!this.state(name, number).merged; }

  queueOn(name, branch) { this.#queues.set(`${name}:${branch}`, []); }

  queueOf(name, branch) { return this.#queues.get(`${name}:${branch}`); }

  /** Gives the pull request as it is now. The single one is computed; a first look after a change finds that it is not known yet whether it merges. */
  async mend(name, pull, single) {
    const { repositories } = this.#gaps;
    this.#places.set(pull.node_id, { name, number: pull.number });
    const state = this.state(name, pull.number);
    if (state.merged) return { ...pull, ...state.merged };
    if (!repositories.has(name) || pull.state !== 'open') return { ...pull, ...(state.head && { head: { ...pull.head, sha: state.head } }) };
    const headName = pull.head.repo?.full_name ?? name;
    const head = await repositories.tip(headName, pull.head.ref) ?? state.head ?? pull.head.sha;
    const base = await repositories.tip(name, pull.base.ref) ?? pull.base.sha;
    if (headName !== name) await repositories.fetch(name, headName, head);
    state.head = head;
    const mended = { ...pull, head: { ...pull.head, sha: head }, base: { ...pull.base, sha: base } };
    if (!single) {
      const { mergeable, mergeable_state, merged, additions, deletions, changed_files, commits, ...listed } = mended;
      return listed;
    }
    const counts = await this.#counts(name, base, head);
    const known = state.computedFor === `${base} ${head}`;
    state.computedFor = `${base} ${head}`;
    if (!known) return { ...mended, ...counts, mergeable: null, mergeable_state: 'unknown' };
    return { ...mended, ...counts, ...await this.#mergeability(name, mended) };
  }

  async #counts(name, base, head) {
    const lines = (await this.#gaps.repositories.run(name, ['diff', '--numstat', `${base}...${head}`])).split('\n').filter(Boolean).map(line => line.split('\t'));
    const sum = column => lines.reduce((total, line) => total + (Number(line[column]) || 0), 0);
    return { additions: sum(0), deletions: sum(1), changed_files: lines.length, commits: Number(await this.#gaps.repositories.run(name, ['rev-list', '--count', `${base}..${head}`])) };
  }

  async #mergeability(name, pull) {
    const { base, head } = pull;
    if (await this.#tree(name, base.sha, head.sha) === null) return { mergeable: false, mergeable_state: 'dirty' };
    if (pull.draft) return { mergeable: true, mergeable_state: 'draft' };
    const rule = await this.rule(name, base.ref);
    const rollup = await this.#gaps.rollup(name, head.sha);
    const required = rule?.required_status_checks;
    const passed = context => rollup?.runs.some(run => run.name === context && ['success', 'neutral', 'skipped'].includes(run.conclusion)) || rollup?.statuses.some(status => status.context === context && status.state === 'success');
    const decision = await this.decision(name, pull);
    if ((required?.contexts ?? []).some(context => !passed(context)) || (decision && decision !== 'APPROVED')) return { mergeable: true, mergeable_state: 'blocked' };
    if (required?.strict && (await this.#gaps.repositories.counts(name, base.sha, head.sha)).behind > 0) return { mergeable: true, mergeable_state: 'behind' };
    return { mergeable: true, mergeable_state: rollup && rollup.state !== 'SUCCESS' ? 'unstable' : 'clean' };
  }

  async rule(name, branch) {
    const answer = await this.#gaps.front.ask('GET', `/repos/${name}/branches/${branch}/protection`);
    return answer.status === 200 ? answer.body : null;
  }

  /** Null where no rule asks for reviews, as on the real one. */
  async decision(name, pull) {
    const rule = (await this.rule(name, pull.base.ref))?.required_pull_request_reviews;
    const reviews = (await this.#gaps.front.ask('GET', `/repos/${name}/pulls/${pull.number}/reviews?per_page=100`)).body;
    const last = new Map(reviews.filter(review => ['APPROVED', 'CHANGES_REQUESTED', 'DISMISSED'].includes(review.state)).map(review => [review.user.login, review]));
    const states = [...last.values()].filter(review => review.state !== 'APPROVED' || !rule?.dismiss_stale_reviews || review.commit_id === pull.head.sha).map(review => review.state);
    if (!rule) return null;
    if (states.includes('CHANGES_REQUESTED')) return 'CHANGES_REQUESTED';
    return states.filter(state => state === 'APPROVED').length >= (rule.required_approving_review_count ?? 1) ? 'APPROVED' : 'REVIEW_REQUIRED';
  }

  async open(request, name) {
    const body = await request.clone().json();
    const { front, repositories } = this.#gaps;
    const [owner, branch] = typeof body.head === 'string' && body.head.includes(':') ? body.head.split(':') : [name.split('/')[0], body.head];
    const problem = (message, fields) => refuse(422, 'Validation Failed', [{ resource: 'PullRequest', code: 'custom', message, ...fields }]);
    if (repositories.has(name)) {
      const from = owner === name.split('/')[0] ? name : `${owner}/${name.split('/')[1]}`;
      const head = repositories.has(from) && await repositories.tip(from, branch);
      const base = await repositories.tip(name, body.base);
      if (!head) return problem(undefined, { field: 'head', code: 'invalid' });
      if (!base) return problem(undefined, { field: 'base', code: 'invalid' });
      if (from !== name) {
        await this.#gaps.synchronise(from);
        await repositories.fetch(name, from, head);
      }
      if ((await repositories.counts(name, base, head)).ahead === 0) return problem(`No commits between ${body.base} and ${branch}`);
      const open = (await front.ask('GET', `/repos/${name}/pulls?state=open&head=${encodeURIComponent(`${owner}:${branch}`)}&base=${encodeURIComponent(body.base)}`)).body;
      if (open.length > 0) return problem(`A pull request already exists for ${owner}:${branch}.`);
    }
    const response = await front.forward(request, front.emulatorAddress);
    return response.ok ? Response.json(await this.mend(name, await response.json(), true), { status: response.status }) : response;
  }

  async files(name, number) {
    const pull = await this.#gaps.front.read(`/repos/${name}/pulls/${number}`);
    const lines = (await this.#gaps.repositories.run(name, ['diff', '--numstat', `${pull.base.sha}...${pull.head.sha}`])).split('\n').filter(Boolean).map(line => line.split('\t'));
    return lines.map(([added, deleted, filename]) => ({ sha: null, filename, status: 'modified', additions: Number(added) || 0, deletions: Number(deleted) || 0, changes: (Number(added) || 0) + (Number(deleted) || 0), blob_url: '', raw_url: '', contents_url: '' }));
  }

  async merge(request, name, number, fromQueue = false) {
    const body = request ? JSON.parse(await request.text() || '{}') : {};
    const read = () => this.#gaps.front.read(`/repos/${name}/pulls/${number}`);
    let pull = await read();
    if (!pull) return refuse(404, 'Not Found');
    if (pull.mergeable_state === 'unknown' && pull.state === 'open') pull = await read();
    if (pull.state !== 'open') return refuse(405, 'Pull Request is not mergeable');
    if (pull.draft) return refuse(405, 'Pull Request is still a draft');
    if (body.sha && body.sha !== pull.head.sha) return refuse(409, 'Head branch was modified. Review and try the merge again.');
    if (pull.mergeable === false) return refuse(405, 'Pull Request is not mergeable');
    if (pull.mergeable_state === 'blocked') return refuse(405, 'Repository rule violations found');
    if (!fromQueue && this.queueOf(name, pull.base.ref)) return refuse(405, 'Changes must be made through the merge queue');
    const sha = await this.#land(name, pull, body);
    await this.#gaps.repositories.run(name, ['update-ref', `refs/heads/${pull.base.ref}`, sha, pull.base.sha]);
    const login = request ? this.#gaps.front.login(request) : 'ci';
    const now = new Date().toISOString();
    this.state(name, number).merged = { state: 'closed', merged: true, merged_at: now, closed_at: now, merge_commit_sha: sha, merged_by: await this.#gaps.front.read(`/users/${login}`), head: pull.head, base: pull.base, mergeable: null, mergeable_state: 'unknown', additions: pull.additions, deletions: pull.deletions, changed_files: pull.changed_files, commits: pull.commits, draft: false };
    await this.#gaps.synchronise(name);
    await this.#gaps.front.ask('PATCH', `/repos/${name}/pulls/${number}`, { token: people[login] ?? people.admin, body: { state: 'closed' } });
    for (const [, issue] of (`${pull.body ?? ''}`).matchAll(/\b(?:close[sd]?|fix(?:e[sd])?|resolve[sd]?):?\s+#(\d+)/gi)) {
      await this.#gaps.front.ask('PATCH', `/repos/${name}/issues/${issue}`, { token: people[login] ?? people.admin, body: { state: 'closed', state_reason: 'completed' } });
    }
    return Response.json({ sha, merged: true, message: 'Pull Request successfully merged' });
  }

  async #land(name, pull, body) {
    const git = this.#gaps.repositories;
    const { base, head } = pull;
    const title = body.commit_title ?? `Merge pull request #${pull.number} from ${pull.head.label.replace(':', '/')}`;
    const message = body.commit_message ? `${title}\n\n${body.commit_message}` : title;
    const commit = (tree, parents, text) => git.run(name, ['commit-tree', tree, ...parents.flatMap(parent => ['-p', parent])], { input: `${text}\n` });
    if (body.merge_method === 'rebase') {
      return await git.replay(name, base.sha, head.sha);
    }
    return await commit(await this.#tree(name, base.sha, head.sha), body.merge_method === 'squash' ? [base.sha] : [base.sha, head.sha], message);
  }

  async #tree(name, base, head) { return (await this.#gaps.repositories.run(name, ['merge-tree', '--write-tree', base, head], { mayFail: true }))?.split('\n')[0] ?? null; }

  /** Tells the hooks of pull requests whose head moved; the emulator does not see that. */
  async pushed(name, changes) {
    const branches = new Map(changes.map(([ref, sha]) => [ref.replace('refs/heads/', ''), sha]));
    const places = [name, this.#gaps.parentOf(name)].filter(Boolean);
    for (const place of places) {
      const open = (await this.#gaps.front.ask('GET', `/repos/${place}/pulls?state=open&per_page=100`)).body;
      const moved = Array.isArray(open) ? open.filter(pull => pull.head.repo?.full_name === name && branches.has(pull.head.ref) && this.state(place, pull.number).head && this.state(place, pull.number).head !== branches.get(pull.head.ref)) : [];
      await inTurn(moved, async pull => {
        const before = this.state(place, pull.number).head;
        const mended = await this.mend(place, pull, true);
        this.state(place, pull.number).computedFor = undefined;
        await this.#gaps.hooks.send(place, 'pull_request', { action: 'synchronize', number: pull.number, before, after: mended.head.sha, pull_request: mended, sender: pull.user });
      });
    }
  }

  enqueue(name, pull) {
    const queue = this.queueOf(name, pull.base.ref);
    if (!queue) return null;
    const entry = queue.find(entry => entry.number === pull.number) ?? { id: `MQE_${name}_${pull.number}`, number: pull.number, position: queue.length + 1, state: 'QUEUED', enqueuedAt: new Date().toISOString() };
    if (!queue.includes(entry)) queue.push(entry);
    return entry;
  }

  dequeue(name, number) {
    for (const [key, queue] of this.#queues) if (key.startsWith(`${name}:`)) this.#queues.set(key, queue.filter(entry => entry.number !== number));
  }

  entryOf(name, pull) { return this.queueOf(name, pull.base.ref)?.find(entry => entry.number === pull.number) ?? null; }

  async runQueue(name) {
    for (const [key, queue] of this.#queues) {
      if (!key.startsWith(`${name}:`)) continue;
      this.#queues.set(key, []);
      await inTurn(queue, entry => this.merge(null, name, entry.number, true));
    }
  }
}
