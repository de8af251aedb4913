namespace Ao.Plugins.Convergence.Tests.Worlds;

/// <summary>Three forks that hit one timeout problem and answered it in three ways, with what else goes on in forks: same files for other reasons, twins, copies, reverts, releases, the upstream's own work.</summary>
internal static class ArticleForks
{
    public const string Timeout = "packages/core/src/runtime/timeout.ts";
    public const string PerType = "feat(runtime): timeout per task type";
    public const string BackOff = "fix(runtime): back off and check health before a task runs into the timeout";
    public const string LongRunning = "feat: long-running tasks skip the timeout";
    public const string Copied = "fix(dashboard): keep the selected session when the stream reconnects";
    public const string OwnReconnect = "fix(web): restore selection after the event stream dropped";

    private const string Config = "packages/core/src/config.ts";
    private const string Dashboard = "packages/web/src/dashboard.ts";

    public static async Task<ForkWorld> MakeAsync(int seed, int noise, CancellationToken cancellationToken)
    {
        var world = new ForkWorld();
        Base(world);
        await world.WriteAsync("base", cancellationToken);
        foreach (var fork in (string[])["bangalore", "berlin", "saopaulo"])
        {
            world.Begin(fork, "base");
            await world.WriteAsync(fork, cancellationToken);
        }

        Answers(world);
        Decoys(world);
        Copies(world);
        var random = new Random(seed);
        foreach (var fork in (string[])["bangalore", "berlin", "saopaulo"])
        {
            var noises = new Noise(random);
            for (var number = 0; number < noise; number++)
            {
                var (message, path, text) = noises.Next();
                world.Commit(fork, fork + random.Next(4), 1 + (30.0 * number / noise), message, (path, noises.Insert(world.Files(fork)[path], text)));
            }
        }

        foreach (var name in (string[])["base", "bangalore", "berlin", "saopaulo"])
        {
            await world.WriteAsync(name, cancellationToken);
        }

        return world;
    }

    private static void Base(ForkWorld world)
    {
        world.Begin("base");
        world.Commit("base", "prateek", -20, "feat: orchestrator", [
            (Timeout, """
                import type { Session, Task, TaskResult } from "../types";

                export const DEFAULT_TIMEOUT_MS = 600_000;

                /** Runs a task and kills its session when it takes too long. */
                export async function runWithTimeout(task: Task, session: Session): Promise<TaskResult> {
                  const timer = setTimeout(() => session.kill("timeout"), DEFAULT_TIMEOUT_MS);
                  try {
                    return await session.run(task);
                  } finally {
                    clearTimeout(timer);
                  }
                }

                export function describeTimeout(task: Task): string {
                  return `${task.id} was stopped after ${DEFAULT_TIMEOUT_MS} ms`;
                }

                """),
            (Config, "export interface RuntimeConfig {\n  shell: string;\n  concurrency: number;\n}\n\nexport const defaults: RuntimeConfig = {\n  shell: \"bash\",\n  concurrency: 4,\n};\n"),
            (Dashboard, "export function connect(url: string) {\n  const source = new EventSource(url);\n  source.onmessage = (event) => update(JSON.parse(event.data));\n  source.onerror = () => reset();\n  return source;\n}\n\nlet selected: string | null = null;\n\nexport function reset() {\n  selected = null;\n}\n"),
            ("package.json", "{\n  \"name\": \"ao\",\n  \"version\": \"0.2.0\",\n  \"scripts\": { \"build\": \"tsc\" }\n}\n"),
            ("pnpm-lock.yaml", "lockfileVersion: 9\n"),
            ("CHANGELOG.md", "# Changelog\n\n## 0.2.0\n"),
            ("README.md", "# Orchestrator\n\nRuns many agents in parallel.\n"),
            .. Noise.Base(),
        ]);
    }

    private static void Answers(ForkWorld world)
    {
        world.Commit("bangalore", "asha", 2, PerType + "\n\nRender jobs were killed after ten minutes. Each task type has its own timeout now.", [
            world.Edit("bangalore", Timeout, "  const timer = setTimeout(() => session.kill(\"timeout\"), DEFAULT_TIMEOUT_MS);\n", "  const limit = timeoutFor(task.type);\n  const timer = setTimeout(() => session.kill(\"timeout\"), limit);\n"),
            world.Edit("bangalore", Config, "  concurrency: number;\n}", "  concurrency: number;\n  taskTimeouts: Record<string, number>;\n}"),
        ]);
        world.Commit("bangalore", "asha", 2.1, "fixup! " + PerType, world.Append("bangalore", Timeout, "\nexport function timeoutFor(type: string): number {\n  return config.taskTimeouts[type] ?? DEFAULT_TIMEOUT_MS;\n}\n"));
        world.Commit("berlin", "jonas", 5, BackOff + "\n\nA slow task is not a dead one: as long as the session is healthy the deadline moves.", [
            world.Edit("berlin", Timeout, "  const timer = setTimeout(() => session.kill(\"timeout\"), DEFAULT_TIMEOUT_MS);\n", "  let delay = DEFAULT_TIMEOUT_MS;\n  let timer = setTimeout(probe, delay);\n  async function probe() {\n    if (await session.isHealthy()) {\n      delay *= 2;\n      timer = setTimeout(probe, delay);\n    } else {\n      session.kill(\"timeout\");\n    }\n  }\n"),
        ]);
        world.Commit("saopaulo", "rafaela", 6, LongRunning + "\n\nTasks of the category long-running, such as renders, are never killed.", [
            world.Edit("saopaulo", Timeout, "  const timer = setTimeout(() => session.kill(\"timeout\"), DEFAULT_TIMEOUT_MS);\n", "  if (task.category === \"long-running\") {\n    return await session.run(task);\n  }\n\n  const timer = setTimeout(() => session.kill(\"timeout\"), DEFAULT_TIMEOUT_MS);\n"),
        ]);
    }

    private static void Decoys(ForkWorld world)
    {
        // The same file for another reason.
        world.Commit("bangalore", "vikram", 8, "style(core): name the timeout module's types", world.Edit("bangalore", Timeout, "import type { Session, Task, TaskResult } from \"../types\";", "import type { Session, Task, TaskResult } from \"../types/index\";"));
        world.Commit("berlin", "mira", 9, "feat(i18n): German text when work was stopped", world.Edit("berlin", Timeout, "  return `${task.id} was stopped after ${DEFAULT_TIMEOUT_MS} ms`;", "  return translate(\"stopped\", { id: task.id, locale: currentLocale() });"));

        // Twins of one template.
        world.Commit("bangalore", "asha", 10, "feat(agent-gemini): add gemini agent plugin", Plugin("gemini", "Gemini"));
        world.Commit("saopaulo", "bruno", 11, "feat(agent-cursor): add cursor agent plugin", Plugin("cursor", "Cursor"));

        // Releases.
        world.Commit("bangalore", "asha", 12, "chore: release 0.3.0", Release(world, "bangalore", "0.3.0"));
        world.Commit("berlin", "jonas", 12.5, "chore(release): 0.3.0", Release(world, "berlin", "0.3.0"));
        world.Commit("saopaulo", "rafaela", 13, "v0.3.0", Release(world, "saopaulo", "0.3.0"));

        // What was taken back.
        world.Commit("berlin", "mira", 14, "feat(web): compact cards on the session board", ("packages/web/src/cards.ts", Cards));
        world.Commit("saopaulo", "bruno", 14.5, "feat(web): compact session cards on the board", ("packages/web/src/cards.ts", Cards.Replace("dense", "compact", StringComparison.Ordinal)));
        world.Commit("saopaulo", "bruno", 15, "Revert \"feat(web): compact session cards on the board\"\n\nToo small to read.", ("packages/web/src/cards.ts", null));
    }

    private static void Copies(ForkWorld world)
    {
        world.Commit("berlin", "jonas", 16, Copied, world.Edit("berlin", Dashboard, "  source.onerror = () => reset();\n", "  source.onerror = () => rememberSelection(selected);\n  source.onopen = () => restoreSelection(selected);\n"));
        world.Commit("saopaulo", "rafaela", 18, Copied, world.Edit("saopaulo", Dashboard, "  source.onerror = () => reset();\n", "  source.onerror = () => rememberSelection(selected);\n  source.onopen = () => restoreSelection(selected);\n"));

        // The upstream's own work, taken over by two forks as commits of theirs.
        world.Commit("base", "prateek", 3, "feat(core): queue tasks by priority (#412)", ("packages/core/src/queue.ts", Queue));
        world.Commit("bangalore", "asha", 19, "feat(core): queue tasks by priority", ("packages/core/src/queue.ts", Queue));
        world.Commit("berlin", "jonas", 20, "take the priority queue from upstream", ("packages/core/src/queue.ts", Queue + "// berlin\n"));
    }

    private const string Cards = "export function renderCard(session: Session, dense: boolean) {\n  const padding = dense ? 4 : 12;\n  const lines = dense ? session.title : `${session.title}\\n${session.summary}`;\n  return { padding, lines, badge: session.status };\n}\n";

    private const string Queue = "export class PriorityQueue<T> {\n  private readonly heap: { priority: number; item: T }[] = [];\n\n  push(item: T, priority: number) {\n    this.heap.push({ priority, item });\n    this.heap.sort((left, right) => right.priority - left.priority);\n  }\n\n  pop(): T | undefined {\n    return this.heap.shift()?.item;\n  }\n}\n";

    private static IEnumerable<(string Path, string? Content)> Release(ForkWorld world, string fork, string version)
    {
        yield return world.Edit(fork, "package.json", "\"version\": \"0.2.0\"", $"\"version\": \"{version}\"");
        yield return world.Append(fork, "CHANGELOG.md", $"\n## {version}\n- runtime, dashboard, plugins\n");
    }

    private static IEnumerable<(string Path, string? Content)> Plugin(string name, string title) =>
    [
        ($"packages/plugins/agent-{name}/package.json", $"{{\n  \"name\": \"ao-agent-{name}\",\n  \"main\": \"dist/index.js\",\n  \"scripts\": {{ \"build\": \"tsc\", \"test\": \"vitest\" }}\n}}\n"),
        ($"packages/plugins/agent-{name}/src/index.ts", $"import type {{ AgentPlugin, LaunchConfig, Readiness }} from \"@ao/core\";\n\nexport const manifest = {{ name: \"{name}\", slot: \"agent\", version: \"0.1.0\" }};\n\nexport function create(): AgentPlugin {{\n  return {{\n    getLaunchCommand: (config: LaunchConfig) => [\"{name}\", \"--prompt\", config.prompt],\n    detectReadiness: async (): Promise<Readiness> => (await which(\"{name}\")) ? \"ready\" : \"missing\",\n    getActivityState: (pane: string) => pane.includes(\"{title} is thinking\") ? \"active\" : \"idle\",\n    getEnvironment: () => ({{ {name.ToUpperInvariant()}_SESSION: \"1\" }}),\n  }};\n}}\n"),
        ($"packages/plugins/agent-{name}/src/index.test.ts", $"import {{ describe, expect, it }} from \"vitest\";\nimport {{ create, manifest }} from \"./index\";\n\ndescribe(\"agent-{name}\", () => {{\n  it(\"launches {title}\", () => {{\n    expect(create().getLaunchCommand({{ prompt: \"hello\" }})).toEqual([\"{name}\", \"--prompt\", \"hello\"]);\n    expect(manifest.name).toBe(\"{name}\");\n  }});\n}});\n"),
    ];
}
