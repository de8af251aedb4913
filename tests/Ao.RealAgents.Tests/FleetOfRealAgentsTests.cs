using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using Ao.Agents;
using Ao.FakeModel;
using Ao.Sessions;
using Ao.TestSupport;

namespace Ao.RealAgents;

/// <summary>Ten real agents at once on one host: all finish, none gets another's words, and no more run than there is memory for.</summary>
public sealed class FleetOfRealAgentsTests : IDisposable
{
    private const int Room = 2500;
    private static readonly string[] s_mix = ["claude-code", "codex", "opencode", "claude-code", "codex", "claude-code", "codex", "opencode", "claude-code", "codex"];
    private readonly TempFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task TenAgents_AtOnce_KeepApartWithinTheMemoryThereIs()
    {
        await using var model = await FakeModelServer.StartAsync(Token);
        model.Play("own", Script.Empty
            .Shell("echo {{word}} > {{word}}.txt", "I begin.")
            .Mcp("bug_report", new JsonObject { ["title"] = "found {{word}}", ["body"] = "Seen by {{word}}." })
            .Say("{{word}} is done.")
            .Shell("echo {{word}} >> {{word}}.txt")
            .Mcp("report_status", new JsonObject { ["status"] = "claims_done", ["detail"] = "{{word}} has finished." })
            .Say("{{word}} has finished."));
        await using var host = await RealHost.StartAsync(_folder, model, PermissionMode.Permissionless, [.. s_mix.Distinct().Select(AgentKit.Of)], options =>
        {
            // As on a machine with little memory: the agents' own figures decide how many are let in.
            options.Admission.MinFreeMemoryMegabytes = AvailableMegabytes() - Room;
        });
        var orchestrator = host.Orchestrator;
        var (begun, used) = (Stopwatch.GetTimestamp(), Process.GetCurrentProcess().TotalProcessorTime);
        var ids = new List<SessionId>();
        foreach (var (agent, index) in s_mix.Select(static (agent, index) => (agent, index)))
        {
            ids.Add((await orchestrator.SpawnAsync(new SpawnRequest { Project = RealHost.Project, Agent = agent, Prompt = $"Begin. [[script:own word={Word(index)}]]" }, Token)).Id);
        }

        var peak = 0;
        var ended = Task.WhenAll(ids.Select((id, index) => FollowAsync(host, id, index)));
        while (!ended.IsCompleted)
        {
            peak = Math.Max(peak, orchestrator.List().Count(static session => session is { Runs: > 0, Status: not (SessionStatus.Done or SessionStatus.Queued) }));
            await Task.WhenAny(ended, Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System, Token));
        }

        await ended;
        var process = Process.GetCurrentProcess();
        TestContext.Current.SendDiagnosticMessage(string.Create(CultureInfo.InvariantCulture, $"Ten agents in {Stopwatch.GetElapsedTime(begun).TotalSeconds:0} s, at most {peak} at once; the host itself (with the scripted model) used {(process.TotalProcessorTime - used).TotalSeconds:0.0} s of CPU and {process.WorkingSet64 >> 20} MiB."));
        Assert.InRange(peak, 2, s_mix.Length - 1);
    }

    /// <summary>Tells a session its second message when the first turn is over, and looks at what it did.</summary>
    private static async Task FollowAsync(RealHost host, SessionId id, int index)
    {
        var word = Word(index);
        var first = await host.WaitAsync(id, static session => session is { Turns: 1, Status: SessionStatus.Ready });
        Assert.Equal($"{word} is done.", first.LastWords?.Trim());
        var file = Path.Combine(first.WorkspacePath!, $"{word}.txt");
        Assert.Equal([file], Directory.EnumerateFiles(first.WorkspacePath!, "*.txt"));

        await host.Orchestrator.SendAsync(id, $"Go on, {word}.", Token);

        var done = await host.WaitAsync(id, static session => session.Status is SessionStatus.Done or SessionStatus.Failed or SessionStatus.Blocked);
        Assert.True(done.Status == SessionStatus.Done, done.Reason);
        Assert.Equal($"found {word}", Assert.Single(done.Reports).Report.Title);
    }

    private static string Word(int index) => string.Create(CultureInfo.InvariantCulture, $"heron{index}");

    private static long AvailableMegabytes() =>
        long.Parse(File.ReadLines("/proc/meminfo").Single(static line => line.StartsWith("MemAvailable:", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024;
}
