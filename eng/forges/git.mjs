// The bare repositories that stand for the forge's git side. The emulator speaks no git: what is pushed there is copied into it, object by object,
// and as both name objects by their content, the names are the same.
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { people } from './seed.mjs';

const environment = { ...process.env, GIT_CONFIG_NOSYSTEM: '1', GIT_CONFIG_GLOBAL: '/dev/null', TZ: 'UTC', GIT_AUTHOR_NAME: 'GitHub', GIT_AUTHOR_EMAIL: 'noreply@github.com', GIT_COMMITTER_NAME: 'GitHub', GIT_COMMITTER_EMAIL: 'noreply@github.com' };

export class Repositories {
  #root; #ask;
  #seen = new Map();
  #objects = new Map();
  #turn = Promise.resolve();

  constructor(root, ask) {
    this.#root = root;
    // Each repository is written by its owner, or by the administrator of the organization.
    this.#ask = (method, path, options) => ask(method, path, { token: people[path.split('/')[2]], ...options });
  }

  has(name) { return !!this.#root && existsSync(this.folder(name)); }

  folder(name) { return join(this.#root, `${name}.git`); }

  /** Runs git in a repository. Gives its standard output; with mayFail null where it fails. */
  run(name, args, { input, mayFail = false, binary = false } = {}) {
    return new Promise((resolve, reject) => {
      const child = execFile('git', ['--git-dir', this.folder(name), ...args], { env: environment, encoding: 'buffer', maxBuffer: 64 * 1024 * 1024 }, (error, stdout, stderr) => {
        if (error && !mayFail) reject(new Error(`git ${args.join(' ')}: ${stderr}`));
        else resolve(error ? null : binary ? stdout : stdout.toString().trimEnd());
      });
      child.stdin.on('error', () => undefined);
      child.stdin.end(input ?? '');
    });
  }

  async tip(name, branch) { return await this.run(name, ['rev-parse', '--verify', '--quiet', `refs/heads/${branch}`], { mayFail: true }); }

  async clone(from, to) {
    if (!this.has(from)) return;
    await mkdir(dirname(this.folder(to)), { recursive: true });
    await new Promise((resolve, reject) => execFile('git', ['clone', '-q', '--bare', '--', this.folder(from), this.folder(to)], { env: environment }, error => error ? reject(error) : resolve()));
    // The emulator has given the fork the branches of its parent already.
    const tips = (await this.run(to, ['for-each-ref', '--format=%(refname) %(objectname)', 'refs/heads'])).split('\n').filter(Boolean).map(line => line.split(' '));
    for (const [ref, sha] of tips) {
      await this.#copy(to, sha, []);
      await this.#ask('POST', `/repos/${to}/git/refs`, { body: { ref, sha } });
      await this.#write('PATCH', `/repos/${to}/git/${ref}`, { sha, force: true });
    }
    this.#seen.set(to, new Map(tips));
  }

  /** Puts the commits of a branch on top of another tip, as a merge by rebasing does. */
  async replay(name, onto, head) {
    const commits = (await this.run(name, ['rev-list', '--reverse', '--no-merges', `${onto}..${head}`])).split('\n').filter(Boolean);
    const folder = await mkdtemp(join(tmpdir(), 'ao-replay-'));
    const inside = args => new Promise((resolve, reject) => execFile('git', ['-C', folder, ...args], { env: environment }, (error, stdout, stderr) => error ? reject(new Error(`git ${args.join(' ')}: ${stderr}`)) : resolve(stdout.trim())));
    try {
      await this.run(name, ['worktree', 'add', '--quiet', '--force', '--detach', folder, onto]);
      for (const commit of commits) await inside(['cherry-pick', '--allow-empty', commit]);
      return await inside(['rev-parse', 'HEAD']);
    } finally {
      await rm(folder, { recursive: true, force: true });
      await this.run(name, ['worktree', 'prune']);
    }
  }

  async fetch(name, from, sha) {
    if (await this.run(name, ['cat-file', '-e', `${sha}^{commit}`], { mayFail: true }) === null) {
      await this.run(name, ['fetch', '-q', '--no-write-fetch-head', this.folder(from), '+refs/heads/*:refs/networks/*']);
    }
  }

  async counts(name, left, right) {
    const [behind, ahead] = (await this.run(name, ['rev-list', '--left-right', '--count', `${left}...${right}`])).split(/\s+/).map(Number);
    return { ahead, behind };
  }

  /** Copies what was pushed. One at a time, so that none sees half of it. */
  sync(name) {
    const done = this.#turn.then(() => this.#sync(name));
    this.#turn = done.catch(() => undefined);
    return done;
  }

  async #sync(name) {
    if (!this.has(name)) return [];
    const now = new Map((await this.run(name, ['for-each-ref', '--format=%(refname) %(objectname)', 'refs/heads'])).split('\n').filter(Boolean).map(line => line.split(' ')));
    const before = this.#seen.get(name) ?? new Map();
    const changes = [...now].filter(([ref, sha]) => before.get(ref) !== sha);
    for (const [ref, sha] of changes) {
      await this.#copy(name, sha, [...before.values()]);
      const exists = before.has(ref);
      await this.#write(exists ? 'PATCH' : 'POST', exists ? `/repos/${name}/git/${ref}` : `/repos/${name}/git/refs`, exists ? { sha, force: true } : { ref, sha });
      before.set(ref, sha);
    }
    const gone = [...before.keys()].filter(ref => !now.has(ref));
    for (const ref of gone) {
      before.delete(ref);
      await this.#ask('DELETE', `/repos/${name}/git/${ref}`);
    }
    this.#seen.set(name, before);
    return changes;
  }

  async #copy(name, sha, known) {
    const objects = this.#objects.get(name) ?? new Set();
    this.#objects.set(name, objects);
    const commits = (await this.run(name, ['rev-list', '--reverse', '--topo-order', sha, ...known.map(tip => `^${tip}`)])).split('\n').filter(Boolean);
    for (const commit of commits.filter(commit => !objects.has(commit))) {
      const entries = (await this.run(name, ['ls-tree', '-r', '-z', commit])).split('\0').filter(Boolean).map(line => /^(\d+) (\w+) (\w+)\t(.*)$/s.exec(line).slice(1));
      for (const [, type, blob] of entries) {
        if (type === 'blob' && !objects.has(blob)) {
          const content = await this.run(name, ['cat-file', 'blob', blob], { binary: true });
          await this.#write('POST', `/repos/${name}/git/blobs`, { content: content.toString('base64'), encoding: 'base64' });
          objects.add(blob);
        }
      }
      const tree = await this.#write('POST', `/repos/${name}/git/trees`, { tree: entries.map(([mode, type, entry, path]) => ({ path, mode, type, sha: entry })) });
      const raw = (await this.run(name, ['cat-file', 'commit', commit], { binary: true })).toString();
      const person = kind => {
        const [, who, email, seconds] = new RegExp(`^${kind} (.*) <(.*)> (\\d+) `, 'm').exec(raw);
        return { name: who, email, date: new Date(Number(seconds) * 1000).toISOString().replace('.000Z', 'Z') };
      };
      const copy = await this.#write('POST', `/repos/${name}/git/commits`, {
        message: raw.slice(raw.indexOf('\n\n') + 2), tree: tree.sha, parents: [...raw.matchAll(/^parent (\w+)$/gm)].map(match => match[1]), author: person('author'), committer: person('committer'),
      });
      if (copy.sha !== commit) throw new Error(`The emulator names the commit ${commit} ${copy.sha}: commits of the tests have the time zone UTC.`);
      objects.add(commit);
    }
  }

  async #write(method, path, body) {
    const answer = await this.#ask(method, path, { body });
    if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer.body;
  }
}
