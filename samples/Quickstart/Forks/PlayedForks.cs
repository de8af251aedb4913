namespace Quickstart.Forks;

/// <summary>What is in the repositories of the play.</summary>
internal static class PlayedForks
{
    /// <summary>The file that each fork changes in its own way.</summary>
    public const string TimeoutPath = "runtime/timeout.ts";

    private const string Timeout = """
        // How long a task may take before it is stopped.
        export const TASK_TIMEOUT_MS = 30_000;

        export interface Task {
          id: string;
          kind: string;
          run(signal: AbortSignal): Promise<void>;
        }

        export type Outcome = { id: string; state: "done" | "timed-out" };

        export async function runWithTimeout(task: Task): Promise<Outcome> {
          const controller = new AbortController();
          const timer = setTimeout(() => controller.abort(), TASK_TIMEOUT_MS);
          try {
            await task.run(controller.signal);
            return { id: task.id, state: "done" };
          } catch (error) {
            if (controller.signal.aborted) {
              return { id: task.id, state: "timed-out" };
            }
            throw error;
          } finally {
            clearTimeout(timer);
          }
        }

        """;

    private const string Queue = """
        import type { Task } from "./timeout";

        const waiting: Task[] = [];

        export function enqueue(task: Task): void {
          waiting.push(task);
        }

        export function next(): Task | undefined {
          return waiting.shift();
        }

        """;

    private const string Log = """
        import type { Outcome } from "./timeout";

        export function describe(outcome: Outcome): string {
          return `${outcome.id}: ${outcome.state}`;
        }

        """;

    private const string Games = """
        // How long a task may take before it is stopped, by its kind: a render takes minutes.
        export const TASK_TIMEOUT_MS: Record<string, number> = {
          render: 600_000,
          bake: 300_000,
          default: 30_000,
        };

        export function timeoutOf(task: Task): number {
          return TASK_TIMEOUT_MS[task.kind] ?? TASK_TIMEOUT_MS.default;
        }

        export interface Task {
          id: string;
          kind: string;
          run(signal: AbortSignal): Promise<void>;
        }

        export type Outcome = { id: string; state: "done" | "timed-out" };

        export async function runWithTimeout(task: Task): Promise<Outcome> {
          const controller = new AbortController();
          const timer = setTimeout(() => controller.abort(), timeoutOf(task));
          try {
            await task.run(controller.signal);
            return { id: task.id, state: "done" };
          } catch (error) {
            if (controller.signal.aborted) {
              return { id: task.id, state: "timed-out" };
            }
            throw error;
          } finally {
            clearTimeout(timer);
          }
        }

        """;

    private const string Science = """
        // How long a task may be silent before it is asked whether it still lives.
        export const TASK_TIMEOUT_MS = 30_000;
        const MAX_TIMEOUT_MS = 3_600_000;

        export interface Task {
          id: string;
          kind: string;
          run(signal: AbortSignal): Promise<void>;
          isHealthy(): Promise<boolean>;
        }

        export type Outcome = { id: string; state: "done" | "timed-out" };

        export async function runWithTimeout(task: Task): Promise<Outcome> {
          const controller = new AbortController();
          let timeout = TASK_TIMEOUT_MS;
          let timer = setTimeout(check, timeout);
          async function check() {
            if (timeout < MAX_TIMEOUT_MS && (await task.isHealthy())) {
              timeout = Math.min(timeout * 2, MAX_TIMEOUT_MS);
              timer = setTimeout(check, timeout);
            } else {
              controller.abort();
            }
          }
          try {
            await task.run(controller.signal);
            return { id: task.id, state: "done" };
          } catch (error) {
            if (controller.signal.aborted) {
              return { id: task.id, state: "timed-out" };
            }
            throw error;
          } finally {
            clearTimeout(timer);
          }
        }

        """;

    private const string Finance = """
        // How long a task may take before it is stopped. A settlement is never stopped half way.
        export const TASK_TIMEOUT_MS = 30_000;
        const WITHOUT_TIMEOUT = new Set(["settlement", "ledger-close"]);

        export interface Task {
          id: string;
          kind: string;
          run(signal: AbortSignal): Promise<void>;
        }

        export type Outcome = { id: string; state: "done" | "timed-out" };

        export async function runWithTimeout(task: Task): Promise<Outcome> {
          const controller = new AbortController();
          const timer = WITHOUT_TIMEOUT.has(task.kind)
            ? undefined
            : setTimeout(() => controller.abort(), TASK_TIMEOUT_MS);
          try {
            await task.run(controller.signal);
            return { id: task.id, state: "done" };
          } catch (error) {
            if (controller.signal.aborted) {
              return { id: task.id, state: "timed-out" };
            }
            throw error;
          } finally {
            clearTimeout(timer);
          }
        }

        """;

    /// <summary>Gets the upstream's files, in the order in which they came.</summary>
    public static IReadOnlyList<(string Path, string Text, string Message)> Upstream { get; } =
    [
        ("README.md", "# Taskyard\n\nRuns tasks, one after the other or side by side.\n", "Begin"),
        ("runtime/queue.ts", Queue, "Keep tasks in the order in which they came"),
        (TimeoutPath, Timeout, "Stop a task that takes too long"),
        ("runtime/log.ts", Log, "Write down what became of each task"),
    ];

    /// <summary>Gets the forks.</summary>
    public static IReadOnlyList<PlayedFork> All { get; } =
    [
        new(
            "games",
            "Taskyard for games",
            "rendering and baking of scenes",
            "Give each kind of task a timeout of its own",
            "A render takes ten minutes, and the one timeout of thirty seconds stops it half way. Short tasks keep the short timeout.",
            Games,
            "scenes/import.ts",
            "export function importScene(path: string): string[] {\n  return path.split(\"/\").filter((part) => part.length > 0);\n}\n"),
        new(
            "science",
            "Taskyard for long computations",
            "simulations that run for hours",
            "Back off and ask for health before a task is stopped by the timeout",
            "A simulation takes hours, and the one timeout of thirty seconds stops it though it is healthy. It is asked, and the timeout doubled, while it is.",
            Science,
            "cluster/nodes.ts",
            "export interface Node {\n  name: string;\n  cores: number;\n}\n\nexport const nodes: Node[] = [];\n"),
        new(
            "finance",
            "Taskyard for banks",
            "settlements at the end of a day",
            "Never stop a settlement task by the timeout",
            "A settlement that the timeout stops half way has to be put right by hand. Such tasks have no timeout; all others keep it.",
            Finance,
            "reports/daily.ts",
            "export function dailyTotals(amounts: number[]): number {\n  return amounts.reduce((sum, amount) => sum + amount, 0);\n}\n"),
    ];
}
