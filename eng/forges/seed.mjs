// What the stack starts with. Nothing secret is written down: tokens and keys are drawn at each start.
import { randomBytes } from 'node:crypto';

const draw = prefix => prefix + randomBytes(18).toString('base64url').replaceAll(/[-_]/g, 'x');

/** People by login, with the token of each. */
export const people = Object.fromEntries(
  ['admin', 'octocat', 'reviewer', 'ci'].map(login => [login, draw('ghp_')]));

export const secrets = { slackSigning: draw('slack_'), slackBot: draw('xoxb-'), linear: draw('lin_api_') };

export function seedOf() {
  const github = {
    users: Object.keys(people).filter(login => login !== 'admin').map(login => ({ login, name: login, email: `${login}@example.test` })),
    orgs: [{ login: 'my-org', name: 'My Organization', members: [{ login: 'admin', role: 'admin' }, { login: 'octocat', role: 'admin' }, { login: 'ci', role: 'admin' }, { login: 'reviewer', role: 'member' }] }],
    repos: [],
    apps: [{
      app_id: 12345, slug: 'ao-app', name: 'Ao',
      permissions: { contents: 'write', issues: 'write', pull_requests: 'write', checks: 'write', metadata: 'read', statuses: 'write', actions: 'write' },
      events: ['push', 'pull_request', 'pull_request_review', 'check_run', 'issues', 'issue_comment'],
      installations: [{ installation_id: 100, account: 'my-org', repository_selection: 'all' }],
    }],
  };
  const tokens = Object.fromEntries(Object.entries(people).map(([login, token]) =>
    [token, { login, scopes: ['repo', 'user', 'admin:org', 'admin:repo_hook', 'workflow'] }]));
  const linear = {
    organization: { name: 'Acme', url_key: 'acme' },
    users: [{ email: 'admin@example.com', name: 'Admin User', admin: true }, { email: 'dev@example.com', name: 'Developer' }],
    teams: ['ENG', 'OPS'].map(key => ({
      key, name: key === 'ENG' ? 'Engineering' : 'Operations',
      states: [['Backlog', 'backlog'], ['Todo', 'unstarted'], ['In Progress', 'started'], ['Done', 'completed'], ['Canceled', 'canceled']].map(([name, type]) => ({ name, type })),
    })),
    labels: [{ name: 'Bug', color: '#d92d20', team: 'ENG' }, { name: 'Feature', color: '#2563eb', team: 'ENG' }],
    issues: [],
    tokens: [{ token: secrets.linear, user: 'admin@example.com', scopes: ['read', 'write', 'issues:create', 'comments:create', 'admin'] }],
    strict_scopes: false,
  };
  const slack = {
    signing_secret: secrets.slackSigning,
    channels: [{ name: 'ao', topic: 'What the orchestrator tells' }],
    users: [{ name: 'operator', real_name: 'Operator', email: 'operator@example.test' }],
    tokens: [{ token: secrets.slackBot, user: 'operator' }],
  };
  return { tokens, github, slack, linear };
}
